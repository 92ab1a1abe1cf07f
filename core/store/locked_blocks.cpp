// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/locked_blocks.h"

#include "core/base/process.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <span>
#include <sqlite3.h>
#include <vector>

namespace indaro::store {

namespace {

constexpr std::size_t PageSize = 4096;
constexpr std::size_t SlabSize = 64 * 1024;
constexpr std::size_t HeaderSize = 16; ///< keeps blocks aligned as malloc does
constexpr std::size_t SmallestBlock = 32;
constexpr std::size_t LargestBlock = 2048;

/// Four sizes between one power of two and the next, so that at most a fifth of a block is left over.
constexpr std::size_t classOf(std::size_t size)
{
    if (size <= SmallestBlock)
        return 0;
    const auto power = static_cast<std::size_t>(std::bit_width(size - 1)); // 2^(power-1) < size <= 2^power
    const std::size_t step = (std::size_t{1} << power) / 8;
    return (power - 6) * 4 + (size - (std::size_t{1} << (power - 1)) + step - 1) / step;
}

constexpr std::size_t sizeOfClass(std::size_t number)
{
    if (number == 0)
        return SmallestBlock;
    const std::size_t power = (number - 1) / 4 + 6;
    const std::size_t step = (std::size_t{1} << power) / 8;
    return (std::size_t{1} << (power - 1)) + ((number - 1) % 4 + 1) * step;
}

constexpr std::size_t ClassCount = classOf(LargestBlock) + 1;
static_assert(sizeOfClass(classOf(LargestBlock)) == LargestBlock && sizeOfClass(classOf(33)) == 40);

struct Header
{
    std::uint64_t size; ///< of the block behind it; above LargestBlock it is not from a slab
    Header *next;       ///< while it is free
};
static_assert(sizeof(Header) == HeaderSize);

struct Blocks
{
    sqlite3_mem_methods sqlcipher{}; ///< locks and wipes
    std::mutex mutex;                ///< SQLite has one of its own around these only while it counts its memory
    std::array<Header *, ClassCount> free{};
    std::vector<std::span<std::byte>> slabs; ///< as SQLCipher gave them
};
Blocks blocks; // SQLite's allocator is one for the process

void *blockOf(Header *header)
{
    return header + 1;
}

Header *headerOf(void *block)
{
    return static_cast<Header *>(block) - 1;
}

void wipe(void *block, std::size_t size)
{
    std::memset(block, 0, size);
    asm volatile("" : : "r"(block) : "memory"); // or the compiler leaves out a write to memory that is given up
}

/// The whole pages of a slab: no neighbour's end lies on one of them.
std::span<std::byte> pagesOf(std::span<std::byte> slab)
{
    const auto address = reinterpret_cast<std::uintptr_t>(slab.data());
    return slab.subspan((PageSize - address % PageSize) % PageSize, SlabSize);
}

/// Cuts a new slab into free blocks of one size.
bool addSlab(std::size_t number)
{
    constexpr std::size_t taken = SlabSize + PageSize; // so that SlabSize is left in whole pages
    auto *memory = static_cast<std::byte *>(blocks.sqlcipher.xMalloc(static_cast<int>(taken)));
    if (memory == nullptr)
        return false;
    blocks.slabs.emplace_back(memory, taken);
    const auto pages = pagesOf(blocks.slabs.back());
    const std::size_t size = sizeOfClass(number);
    for (std::size_t used = 0; used + HeaderSize + size <= pages.size(); used += HeaderSize + size)
        blocks.free[number] = new (pages.data() + used) Header{size, blocks.free[number]};
    return true;
}

void *allocate(int size)
{
    if (static_cast<std::size_t>(size) > LargestBlock) {
        void *large = blocks.sqlcipher.xMalloc(size + static_cast<int>(HeaderSize));
        return large != nullptr ? blockOf(new (large) Header{static_cast<std::uint64_t>(size), nullptr}) : nullptr;
    }
    const std::size_t number = classOf(static_cast<std::size_t>(size));
    const std::lock_guard lock(blocks.mutex);
    if (blocks.free[number] == nullptr && !addSlab(number))
        return nullptr;
    Header *header = blocks.free[number];
    blocks.free[number] = header->next;
    return blockOf(header);
}

void release(void *block)
{
    if (block == nullptr)
        return;
    Header *header = headerOf(block);
    if (header->size > LargestBlock) {
        blocks.sqlcipher.xFree(header);
        return;
    }
    wipe(block, header->size);
    const std::lock_guard lock(blocks.mutex);
    Header *&free = blocks.free[classOf(header->size)];
    header->next = free;
    free = header;
}

int sizeOf(void *block)
{
    return block != nullptr ? static_cast<int>(headerOf(block)->size) : 0;
}

void *reallocate(void *block, int size)
{
    if (size <= sizeOf(block))
        return block;
    void *grown = allocate(size);
    if (grown != nullptr && block != nullptr) {
        std::memcpy(grown, block, headerOf(block)->size);
        release(block);
    }
    return grown;
}

int roundUp(int size)
{
    const auto wanted = static_cast<std::size_t>(size);
    return wanted > LargestBlock ? (size + 7) & ~7 : static_cast<int>(sizeOfClass(classOf(wanted)));
}

int start(void *)
{
    return blocks.sqlcipher.xInit(blocks.sqlcipher.pAppData);
}

void stop(void *)
{
    const std::lock_guard lock(blocks.mutex);
    blocks.free.fill(nullptr);
    for (const auto slab : blocks.slabs)
        blocks.sqlcipher.xFree(slab.data());
    blocks.slabs.clear();
    blocks.sqlcipher.xShutdown(blocks.sqlcipher.pAppData);
}

} // namespace

namespace {

/// For the whole process and for good: SQLCipher never switches it off again.
bool switchMemorySecurityOn()
{
    sqlite3 *db = nullptr;
    const bool done = sqlite3_open(":memory:", &db) == SQLITE_OK &&
                      sqlite3_exec(db, "PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON", nullptr,
                                   nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(db);
    return done;
}

bool install()
{
    // SQLCipher puts its allocator in place while SQLite starts. Ours has to come after it, before any use, and with
    // memory security on already, or the first slabs would come unlocked.
    if (sqlite3_initialize() != SQLITE_OK || sqlite3_memory_used() > 0 || !switchMemorySecurityOn() ||
        sqlite3_memory_used() > 0 || sqlite3_shutdown() != SQLITE_OK)
        return false;
    static const sqlite3_mem_methods ours{allocate, release, reallocate, sizeOf, roundUp, start, stop, nullptr};
    const bool done = sqlite3_config(SQLITE_CONFIG_GETMALLOC, &blocks.sqlcipher) == SQLITE_OK &&
                      sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK;
    return sqlite3_initialize() == SQLITE_OK && done;
}

} // namespace

void useLockedBlocks()
{
    [[maybe_unused]] static const bool isInstalled = install();
}

void lockBlocksAgain()
{
    const std::lock_guard lock(blocks.mutex);
    for (const auto slab : blocks.slabs) {
        const auto pages = pagesOf(slab);
        // May fail like SQLCipher's own lock, when the account may lock too little; then memory may reach the swap.
        [[maybe_unused]] const bool isLocked = base::lockPages(pages.data(), pages.size());
    }
}

} // namespace indaro::store
