// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "tests/core/wire/vectors.h"

#include <QtCore/QFile>

/// Writes tests/fixtures/wire/vectors.jsonl anew: `make_wire_vectors FILE`. Only after a deliberate change of
/// a format.
int main(int argc, char **argv)
{
    if (argc != 2 || !indaro::crypto::initialise())
        return 2;
    QFile file(QString::fromLocal8Bit(argv[1]));
    return file.open(QIODevice::WriteOnly) && file.write(indaro::tests::writeVectors(indaro::tests::makeVectors())) > 0 ? 0
                                                                                                                        : 1;
}
