// SPDX-License-Identifier: GPL-3.0-or-later
// Makes core/sync/dictionary/segment-N.dict: what short segments of the shipped forms and of an ordinary day have in
// common. Only invented people go in. Read core/sync/dictionary/README.md before making a new one.
#include "core/sync/segment_compress.h"
#include "tests/bench/generated_people.h"
#include "tests/bench/sync/invented_day.h"
#include "tests/bench/sync/logged_operations.h"
#include "tests/core/casework/desk_fixture.h"

#include <QCoreApplication>

#include <zdict.h>

#include <cstdio>
#include <fstream>

using namespace indaro;

namespace {

constexpr int People = 240;
constexpr std::size_t DictionarySize = 24U << 10U;

std::string invented(bench::PeopleGenerator &people)
{
    static const std::vector<std::string> Beginnings = {"Elle dit avoir", "Il dit avoir", "La mère raconte avoir",
                                                        "L’enfant dit avoir", "D’après l’assistante sociale, elle a"};
    static const std::vector<std::string> Middles = {"quitté la maison avec une dame du quartier",
                                                     "travaillé dans un ménage sans être payée",
                                                     "dormi au marché",
                                                     "passé la frontière à pied",
                                                     "été amenée par un chauffeur",
                                                     "attendu ses papiers pendant des semaines",
                                                     "demandé de l’aide à l’église",
                                                     "perdu le contact avec sa famille"};
    static const std::vector<std::string> Ends = {"Veut appeler sa tante.",
                                                  "Rendez-vous au centre de santé.",
                                                  "À revoir lundi.",
                                                  "Dort mal.",
                                                  "Demande des habits.",
                                                  "Ne veut pas de visite.",
                                                  ""};
    const auto pick = [&](const std::vector<std::string> &list) {
        return list[static_cast<std::size_t>(people.number(0, static_cast<int>(list.size()) - 1))];
    };
    return pick(Beginnings) + " " + pick(Middles) + " à " + people.place() + ". " + pick(Ends);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: indaro-train-dictionary FILE\n");
        return 2;
    }
    tests::DeskFixture house;
    bench::PeopleGenerator people(77);
    bench::InventedDay day(*house.desk, house.clock,
                           {[&] { return people.familyName(); }, [&] { return people.givenName(); },
                            [&] { return people.place(); }, [&] { return invented(people); }},
                           78);
    const auto forms = bench::shippedForms();
    bench::NamedRecords named;
    std::vector<std::byte> samples;
    std::vector<std::size_t> sizes;
    std::uint64_t done = 0;
    const auto cut = [&] {
        const auto operations = bench::loggedOperations(*house.db, done);
        INDARO_CHECK(!operations.empty());
        const auto segment = sync::encodeSegment(operations, house.log->device(), model::schema(), named.names(), 1).value();
        named.add(operations);
        done = operations.back().dot.sequence;
        for (const auto &section : segment) {
            if (!section)
                continue;
            const auto plain = sync::inflateSection(*section).value();
            samples.insert(samples.end(), plain.begin(), plain.end());
            sizes.push_back(plain.size());
        }
    };
    for (int i = 0; i < People; ++i) {
        const auto person = day.admit();
        if (i % 3 == 0)
            cut();
        day.interview(person, forms[static_cast<std::size_t>(i) % forms.size()], day.number(20, 140));
        cut();
        day.correct(person);
        if (i % 2 == 0)
            cut();
    }
    base::Bytes dictionary(DictionarySize);
    const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                                                   static_cast<unsigned>(sizes.size()));
    if (ZDICT_isError(size) != 0) {
        std::fprintf(stderr, "%s\n", ZDICT_getErrorName(size));
        return 1;
    }
    dictionary.resize(size);
    std::ofstream(argv[1], std::ios::binary)
        .write(reinterpret_cast<const char *>(dictionary.data()), static_cast<std::streamsize>(size));
    std::printf("%zu samples, %zu bytes of them, dictionary of %zu bytes\n", sizes.size(), samples.size(), size);
    return 0;
}
