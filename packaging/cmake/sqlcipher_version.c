/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <stdio.h>
int main(void)
{
    sqlite3 *db = 0;
    sqlite3_stmt *stmt = 0;
    if (sqlite3_open(":memory:", &db) || sqlite3_prepare_v2(db, "PRAGMA cipher_version", -1, &stmt, 0) ||
        sqlite3_step(stmt) != SQLITE_ROW)
        return 1;
    printf("%s\n", (const char *)sqlite3_column_text(stmt, 0));
    return 0;
}
