// SPDX-License-Identifier: Apache-2.0
#include <empower/baseline/signature.hpp>

#include <array>
#include <cstddef>

namespace empower {

namespace {

constexpr std::array<std::string_view, 6> shape_codes{"1P", "2P", "3PH", "3PC", "4P", "5P"};

} // namespace

std::span<const std::string_view> signature_shape_codes() noexcept { return shape_codes; }

std::string_view code(SignatureShape shape) noexcept {
  return shape_codes[static_cast<std::size_t>(shape)];
}

} // namespace empower
