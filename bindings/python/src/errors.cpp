// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"

#include <empower/core/error.hpp>

#include <filesystem>

namespace py = pybind11;

namespace empower::python {

namespace {

py::object exception_class(const char* name) {
  return py::module_::import("empower.errors").attr(name);
}

void raise(const char* name, const std::exception& error) {
  py::set_error(exception_class(name), error.what());
}

void raise(const InputError& error) {
  const InputPlace& place = error.place();
  const py::object type = exception_class("InputError");
  py::set_error(type, type(error.what(), py::arg("source") = place.source,
                           py::arg("line") = place.line, py::arg("field") = place.field,
                           py::arg("expected") = error.expected(), py::arg("got") = error.got()));
}

void raise(const std::filesystem::filesystem_error& error) {
  const py::object type = py::module_::import("builtins").attr("OSError");
  py::set_error(type, type(error.code().value(), error.code().message(), error.path1().string()));
}

} // namespace

/// The one table of what is thrown in C++ and raised in Python.
void bind_errors(py::module_&) {
  py::register_local_exception_translator([](std::exception_ptr thrown) {
    try {
      std::rethrow_exception(thrown);
    } catch (const InputError& error) {
      raise(error);
    } catch (const UnitError& error) {
      raise("UnitError", error);
    } catch (const CoverageError& error) {
      raise("CoverageError", error);
    } catch (const ShapeError& error) {
      raise("ShapeError", error);
    } catch (const Error& error) {
      raise("EmpowerError", error);
    } catch (const ContractError& error) {
      raise("ContractError", error);
    } catch (const std::filesystem::filesystem_error& error) {
      raise(error);
    }
  });
}

} // namespace empower::python
