// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <empower/baseline/fit.hpp>
#include <empower/baseline/method.hpp>

#include <string>
#include <string_view>

namespace empower {

/// How a fit was made: its method, all `FitOptions` as a JSON object, and the digest of its input.
/// `standard` means that no option differs from the default.
[[nodiscard]] MethodRecord method_record(const Fit& fit);

/// A fit as JSON, without loss: every member comes back, doubles to the last bit. Missing values
/// are null, infinite ones `"inf"` and `"-inf"`, days count from 1970-01-01, codes are those of
/// `code`. Method, options and digest stand in the member `record`, a `MethodRecord`.
[[nodiscard]] std::string to_json(const Fit& fit);

/// The fit that `to_json` wrote. Throws `InputError` with the field
/// (`candidates[2].signature.base`) where the text is not JSON, a field is absent or of another
/// kind, a code is unknown, or the covariance is not of as many rows and columns as there are
/// coefficients. Fields that it does not know are left alone; figures are taken as they stand.
[[nodiscard]] Fit fit_from_json(std::string_view text);

} // namespace empower
