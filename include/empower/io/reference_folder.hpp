// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/reference/tables.hpp>

#include <filesystem>

namespace empower {

/// The tables of `data/reference/` that were compiled into the library; parsed at the first call.
[[nodiscard]] const ReferenceTables& embedded_reference();

/// The embedded tables with those replaced that the folder holds a file of the same name for.
/// Throws `InputError` with file, line and column for a table that cannot be used.
[[nodiscard]] ReferenceTables read_reference_folder(const std::filesystem::path& folder);

} // namespace empower
