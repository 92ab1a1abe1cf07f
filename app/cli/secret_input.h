// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

namespace indaro::cli {

/// Makes standard input unbuffered, so that no copy of a passphrase stays behind in a buffer. First thing in main().
void prepareSecretInput();

/// The next line of standard input, read byte by byte into locked memory, without its line end.
/// Errors: InvalidArgument (reason="empty" or "long").
[[nodiscard]] base::Result<base::SecretBytes> readSecretLine();

/// Writes a secret to standard output straight from locked memory. Errors: FileNotWritable.
[[nodiscard]] base::Result<void> writeSecret(const base::SecretBytes &secret);

} // namespace indaro::cli
