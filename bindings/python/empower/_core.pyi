"""
The compiled part of empower. Use the package `empower`, which names and types it.
"""
from __future__ import annotations
import collections.abc
import datetime
import numpy
import numpy.typing
import os
import typing
__all__: list[str] = ['AcceptanceCheck', 'Analysis', 'AnalysisOptions', 'AvoidedEnergy', 'BootstrapIntervals', 'Building', 'CaltrackBands', 'CaltrackCandidate', 'CaltrackFinding', 'CaltrackHourlyModel', 'CaltrackHourlyOutcome', 'CaltrackHourlySavings', 'CaltrackHourlySettings', 'CaltrackMetrics', 'CaltrackModel', 'CaltrackOutcome', 'CaltrackSavings', 'CaltrackSettings', 'Candidate', 'ComparisonGroup', 'ComponentSavings', 'DailyFit', 'DailyMember', 'DailyOptions', 'DailyOutcome', 'DailyTotal', 'DegreeDayNormalised', 'DegreeDayNormalisedOutcome', 'DegreeDayRatioOutcome', 'Estimate', 'Fit', 'FitOptions', 'FitOutcome', 'HourlyFit', 'HourlyOptions', 'HourlyOutcome', 'HourlyPrediction', 'LegalClimate', 'MeasuredSaving', 'MethodRecord', 'NonRoutineAdjustment', 'NormalYear', 'NormalYearOutcome', 'NormalisedSaving', 'OpenMeteoTemperatures', 'PartClimate', 'PeriodSaving', 'PortfolioSaving', 'Prediction', 'PublicStockOptions', 'Reference', 'RegularSeries', 'SavingsOutcome', 'Stock', 'Table', 'TypicalYear', 'analyse', 'block_bootstrap', 'comparison_group', 'cooling_of_extremes', 'cooling_of_hours', 'cooling_of_means', 'cooling_ratio', 'cooling_rules', 'embedded_tables', 'eurostat_cooling', 'eurostat_heating', 'expected_of_hours', 'fill_days', 'fill_hours', 'fit_bills', 'fit_caltrack_billing', 'fit_caltrack_billing_with_estimates', 'fit_caltrack_daily', 'fit_caltrack_hourly', 'fit_change_point', 'fit_daily', 'fit_degree_hours', 'fit_hourly', 'fit_many', 'heating_of_extremes', 'heating_of_hours', 'heating_of_means', 'heating_of_normal_year', 'heating_ratio', 'heating_rules', 'italian_gradi_giorno', 'join_estimates', 'measured_saving', 'normal_year_of', 'normalised_by_fit', 'normalised_by_share', 'portfolio_saving', 'read_epw', 'read_open_meteo', 'read_stock', 'school_indicators', 'simulate_public_stock', 'tariff_bands_of_intervals', 'tariff_bands_of_steps', 'temperature_faults_of_days', 'temperature_faults_of_hours', 'undated', 'version']
class RegularSeries:
    """
    One value per step of UTC; first and step in seconds.
    """
    def __init__(self, first: typing.SupportsInt | typing.SupportsIndex, step: typing.SupportsInt | typing.SupportsIndex, values: numpy.typing.NDArray[numpy.float64]) -> None:
        ...
    @property
    def first(self) -> int:
        ...
    @property
    def step(self) -> int:
        ...
    @property
    def values(self) -> numpy.typing.NDArray[numpy.float64]:
        ...
class Table:
    def column(self, index: typing.SupportsInt | typing.SupportsIndex) -> typing.Any:
        """
        Arrays of a column by its type in `dictionary`: number float64, integer int64, boolean uint8, date int32 days, instant (int64 seconds, int64 offset seconds), text (int64 offsets, bytes).
        """
    @property
    def dictionary(self) -> str:
        ...
    @property
    def name(self) -> str:
        ...
class NormalYear:
    """
    The weather a consumption is moved to, as the distribution of its daily mean temperatures.
    """
    def __repr__(self) -> str:
        ...
    def cooling_degree_days(self, base: typing.SupportsFloat | typing.SupportsIndex) -> float:
        """
        K.d of an average year above `base`, degC; threshold = base.
        """
    def heating_degree_days(self, base: typing.SupportsFloat | typing.SupportsIndex) -> float:
        """
        K.d of an average year below `base`, degC; threshold = base.
        """
    @property
    def name(self) -> str:
        ...
    @property
    def temperature_c(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Daily means of all its years, the coldest first.
        """
    @property
    def years(self) -> float:
        """
        Years that its days are from.
        """
class NormalYearOutcome:
    @property
    def detail(self) -> str:
        ...
    @property
    def reason(self) -> str | None:
        ...
    @property
    def value(self) -> NormalYear | None:
        ...
class TypicalYear:
    """
    The weather of a typical year, `empower.read_epw(path)`. Its days have no date: it is weather to normalise to, never readings.
    """
    def __repr__(self) -> str:
        ...
    @property
    def altitude_m(self) -> float:
        ...
    @property
    def country(self) -> str:
        ...
    @property
    def daily_mean_c(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Of each day over the hours present; NaN where at most half of them are.
        """
    @property
    def hours_missing(self) -> int:
        ...
    @property
    def latitude(self) -> float:
        ...
    @property
    def longitude(self) -> float:
        ...
    @property
    def normal_year(self) -> NormalYear | None:
        """
        The distribution of its days; None if any day is missing.
        """
    @property
    def place_name(self) -> str:
        ...
    @property
    def source(self) -> str:
        ...
    @property
    def temperature_c(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Per hour from 1 January on; missing is NaN.
        """
    @property
    def utc_offset_hours(self) -> float:
        """
        Of the local standard time that days are counted in.
        """
    @property
    def year_of_month(self) -> list[int]:
        ...
class OpenMeteoTemperatures:
    def daily(self) -> tuple[int, numpy.typing.NDArray[numpy.float64]] | None:
        ...
    def daily_mean(self, zone: str) -> tuple[int, numpy.typing.NDArray[numpy.float64]]:
        ...
    def hourly(self) -> tuple[int, numpy.typing.NDArray[numpy.float64]] | None:
        ...
    def normal_year(self, zone: str, years: typing.SupportsInt | typing.SupportsIndex | None) -> NormalYear | None:
        ...
    @property
    def altitude_m(self) -> float:
        ...
    @property
    def latitude(self) -> float:
        ...
    @property
    def longitude(self) -> float:
        ...
    @property
    def utc_offset_s(self) -> int:
        ...
    @property
    def zone(self) -> str | None:
        ...
    @property
    def zone_name(self) -> str:
        ...
class FitOptions:
    free_signs: bool
    robust: bool
    def __init__(self) -> None:
        ...
    @property
    def cooling_balance(self) -> tuple[float, float]:
        ...
    @cooling_balance.setter
    def cooling_balance(self, arg1: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> None:
        ...
    @property
    def heating_balance(self) -> tuple[float, float]:
        ...
    @heating_balance.setter
    def heating_balance(self, arg1: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> None:
        ...
    @property
    def min_leg_bills(self) -> int:
        ...
    @min_leg_bills.setter
    def min_leg_bills(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def min_leg_days(self) -> int:
        ...
    @min_leg_days.setter
    def min_leg_days(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def min_observations(self) -> int:
        ...
    @min_observations.setter
    def min_observations(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def resolution_kwh(self) -> float:
        ...
    @resolution_kwh.setter
    def resolution_kwh(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
class Estimate:
    """
    A coefficient with standard error and 90 % interval; NaN where the model has not got it.
    """
    def __init__(self) -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def high(self) -> float:
        ...
    @property
    def low(self) -> float:
        ...
    @property
    def standard_error(self) -> float:
        ...
    @property
    def value(self) -> float:
        ...
class Candidate:
    """
    A shape that was tried: kWh/day, kWh/(K·d), °C.
    """
    @property
    def admissible(self) -> bool:
        ...
    @property
    def base(self) -> float:
        ...
    @property
    def cooling_balance(self) -> float:
        ...
    @property
    def cooling_slope(self) -> float:
        ...
    @property
    def criterion(self) -> float:
        ...
    @property
    def heating_balance(self) -> float:
        ...
    @property
    def heating_slope(self) -> float:
        ...
    @property
    def model(self) -> str:
        ...
    @property
    def search(self) -> str:
        ...
    @property
    def sse(self) -> float:
        ...
class AcceptanceCheck:
    """
    One rule by which others accept a baseline, applied to a fit.
    """
    def __repr__(self) -> str:
        ...
    @property
    def limit(self) -> float:
        ...
    @property
    def passed(self) -> bool:
        ...
    @property
    def reason(self) -> str:
        """
        Of a failure, in a sentence.
        """
    @property
    def rule(self) -> str:
        ...
    @property
    def value(self) -> float:
        ...
class MethodRecord:
    """
    How a result was made.
    """
    @property
    def input_digest(self) -> str:
        """
        Of the data as they were given.
        """
    @property
    def library(self) -> str:
        """
        Version that made it.
        """
    @property
    def method(self) -> str:
        """
        Id with version.
        """
    @property
    def settings(self) -> str:
        """
        All settings, a JSON object.
        """
    @property
    def standard(self) -> bool:
        """
        False if any setting differs from the method's own.
        """
class Prediction:
    """
    Expected energy of a run of days, kWh; every low and high is the end of a 90 % interval.
    """
    def __repr__(self) -> str:
        ...
    @property
    def base(self) -> float:
        ...
    @property
    def cooling(self) -> float:
        ...
    @property
    def expectation_high(self) -> float:
        ...
    @property
    def expectation_low(self) -> float:
        """
        Of the expectation: the error of the coefficients.
        """
    @property
    def extrapolated_share(self) -> float:
        """
        Share of days or degree-days colder or warmer than any that was fitted.
        """
    @property
    def heating(self) -> float:
        ...
    @property
    def high(self) -> float:
        ...
    @property
    def low(self) -> float:
        """
        Of what a meter would read: the noise of the days is in it.
        """
    @property
    def total(self) -> float:
        ...
class Fit:
    @staticmethod
    def from_json(text: str) -> Fit:
        ...
    def acceptance(self, reporting_mean_c: typing.SupportsFloat | typing.SupportsIndex | None) -> list[AcceptanceCheck]:
        ...
    def band(self, temperature_c: numpy.typing.NDArray[numpy.float64], days: typing.SupportsFloat | typing.SupportsIndex) -> tuple:
        ...
    def delta_criterion(self, candidate: Candidate) -> float:
        ...
    def expected(self, temperature_c: numpy.typing.NDArray[numpy.float64], regressors: collections.abc.Sequence[tuple[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]]) -> numpy.typing.NDArray[numpy.float64]:
        ...
    def normal_year(self, first_temperature_day: datetime.date, temperature_c: numpy.typing.NDArray[numpy.float64], regressor_totals: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> Prediction | None:
        ...
    def of_normal_year(self, normal: NormalYear, regressor_totals: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> Prediction:
        ...
    def signature(self, temperature_c: numpy.typing.NDArray[numpy.float64]) -> numpy.typing.NDArray[numpy.float64]:
        ...
    def to_json(self) -> str:
        ...
    def total(self, temperature_c: numpy.typing.NDArray[numpy.float64], regressor_totals: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> Prediction:
        ...
    @property
    def autocorrelation(self) -> float:
        ...
    @property
    def base(self) -> Estimate:
        ...
    @property
    def candidates(self) -> list[Candidate]:
        ...
    @property
    def cooling_balance(self) -> Estimate:
        ...
    @property
    def cooling_balance_at_bound(self) -> bool:
        ...
    @property
    def cooling_slope(self) -> Estimate:
        ...
    @property
    def covariance(self) -> numpy.typing.NDArray[numpy.float64]:
        ...
    @property
    def cv_rmse(self) -> float:
        ...
    @property
    def degrees_of_freedom(self) -> float:
        ...
    @property
    def effective_observations(self) -> float:
        ...
    @property
    def heating_balance(self) -> Estimate:
        ...
    @property
    def heating_balance_at_bound(self) -> bool:
        ...
    @property
    def heating_slope(self) -> Estimate:
        ...
    @property
    def model(self) -> str:
        ...
    @property
    def nmbe(self) -> float:
        ...
    @property
    def observations(self) -> int:
        ...
    @property
    def parameters(self) -> int:
        ...
    @property
    def period(self) -> tuple[datetime.date, datetime.date] | None:
        ...
    @property
    def r_squared(self) -> float:
        ...
    @property
    def record(self) -> MethodRecord:
        ...
    @property
    def regressors(self) -> dict:
        ...
    @property
    def residual_variance(self) -> float:
        ...
    @property
    def search(self) -> str:
        ...
    @property
    def sse(self) -> float:
        ...
    @property
    def temperature_max(self) -> float:
        ...
    @property
    def temperature_min(self) -> float:
        ...
class FitOutcome:
    @property
    def detail(self) -> str:
        ...
    @property
    def reason(self) -> str | None:
        ...
    @property
    def value(self) -> Fit | None:
        ...
class DegreeDayRatioOutcome:
    @property
    def detail(self) -> str:
        ...
    @property
    def reason(self) -> str | None:
        ...
    @property
    def value(self) -> float | None:
        ...
class DegreeDayNormalised:
    @property
    def base(self) -> float:
        ...
    @property
    def heating(self) -> float:
        ...
    @property
    def high(self) -> float:
        ...
    @property
    def low(self) -> float:
        ...
    @property
    def ratio(self) -> float:
        ...
    @property
    def share(self) -> tuple[float, float, float]:
        ...
    @property
    def total(self) -> float:
        ...
class DegreeDayNormalisedOutcome:
    @property
    def detail(self) -> str:
        ...
    @property
    def reason(self) -> str | None:
        ...
    @property
    def value(self) -> DegreeDayNormalised | None:
        ...
class BootstrapIntervals:
    @property
    def base(self) -> Estimate:
        ...
    @property
    def cooling_balance(self) -> Estimate:
        ...
    @property
    def cooling_slope(self) -> Estimate:
        ...
    @property
    def heating_balance(self) -> Estimate:
        ...
    @property
    def heating_slope(self) -> Estimate:
        ...
    @property
    def normal_year(self) -> Estimate:
        ...
    @property
    def replications(self) -> int:
        ...
class DailyOptions:
    year_end: bool
    zero_is_missing: bool
    def __init__(self) -> None:
        ...
    @property
    def cooling_balance(self) -> tuple[float, float]:
        ...
    @cooling_balance.setter
    def cooling_balance(self, arg1: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> None:
        ...
    @property
    def drift(self) -> float:
        ...
    @drift.setter
    def drift(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def heating_balance(self) -> tuple[float, float]:
        ...
    @heating_balance.setter
    def heating_balance(self, arg1: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> None:
        ...
    @property
    def min_leg_days(self) -> int:
        ...
    @min_leg_days.setter
    def min_leg_days(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def min_observations(self) -> int:
        ...
    @min_observations.setter
    def min_observations(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def resolution_kwh(self) -> float:
        ...
    @resolution_kwh.setter
    def resolution_kwh(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def weekend(self) -> typing.Annotated[list[bool], "FixedSize(7)"]:
        ...
    @weekend.setter
    def weekend(self, arg0: typing.Annotated[collections.abc.Sequence[bool], "FixedSize(7)"]) -> None:
        ...
class DailyMember:
    """
    One least-squares model of the average.
    """
    @property
    def cooling_balance(self) -> float:
        ...
    @property
    def criterion(self) -> float:
        ...
    @property
    def harmonics(self) -> int:
        ...
    @property
    def heating_balance(self) -> float:
        ...
    @property
    def parameters(self) -> int:
        ...
    @property
    def shape(self) -> str:
        ...
    @property
    def smoothing_days(self) -> float:
        ...
    @property
    def sse(self) -> float:
        ...
    @property
    def week(self) -> str:
        ...
    @property
    def weight(self) -> float:
        ...
class DailyTotal:
    """
    What a meter would read over days, kWh, with its 90 % interval.
    """
    def __repr__(self) -> str:
        ...
    @property
    def days_counted(self) -> int:
        ...
    @property
    def days_extrapolated(self) -> int:
        """
        Colder or warmer than any fitted day.
        """
    @property
    def days_missing(self) -> int:
        """
        Without temperature.
        """
    @property
    def high(self) -> float:
        ...
    @property
    def low(self) -> float:
        ...
    @property
    def total(self) -> float:
        ...
class DailyFit:
    @staticmethod
    def from_json(text: str) -> DailyFit:
        ...
    def coefficients(self, member: DailyMember) -> dict:
        ...
    def day_type_effects(self) -> dict:
        ...
    def predict(self, days: numpy.typing.NDArray[numpy.int64], first_temperature_day: datetime.date, temperature_c: numpy.typing.NDArray[numpy.float64], closed: collections.abc.Sequence[tuple[datetime.date, str]]) -> numpy.typing.NDArray[numpy.float64]:
        ...
    def term_shares(self) -> dict:
        ...
    def to_json(self) -> str:
        ...
    def total(self, days: numpy.typing.NDArray[numpy.int64], first_temperature_day: datetime.date, temperature_c: numpy.typing.NDArray[numpy.float64], closed: collections.abc.Sequence[tuple[datetime.date, str]]) -> DailyTotal:
        ...
    @property
    def autocorrelation(self) -> float:
        ...
    @property
    def cv_rmse(self) -> float:
        ...
    @property
    def degrees_of_freedom(self) -> float:
        ...
    @property
    def effective_observations(self) -> float:
        ...
    @property
    def mean_kwh(self) -> float:
        ...
    @property
    def members(self) -> list[DailyMember]:
        ...
    @property
    def nmbe(self) -> float:
        ...
    @property
    def observations(self) -> int:
        ...
    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        ...
    @property
    def r_squared(self) -> float:
        ...
    @property
    def record(self) -> MethodRecord:
        ...
    @property
    def temperature_max(self) -> float:
        ...
    @property
    def temperature_min(self) -> float:
        ...
class DailyOutcome:
    @property
    def detail(self) -> str:
        ...
    @property
    def reason(self) -> str | None:
        ...
    @property
    def value(self) -> DailyFit | None:
        ...
class HourlyOptions:
    closed_days: str
    robust: bool
    windows: str
    def __init__(self) -> None:
        ...
    @property
    def clip_deviations(self) -> float:
        ...
    @clip_deviations.setter
    def clip_deviations(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def knots_c(self) -> list[float]:
        ...
    @knots_c.setter
    def knots_c(self, arg0: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> None:
        ...
    @property
    def min_coverage(self) -> float:
        ...
    @min_coverage.setter
    def min_coverage(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def min_days(self) -> float:
        ...
    @min_days.setter
    def min_days(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def min_segment_intervals(self) -> int:
        ...
    @min_segment_intervals.setter
    def min_segment_intervals(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def occupied_share(self) -> float:
        ...
    @occupied_share.setter
    def occupied_share(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def temperature_segments(self) -> int:
        ...
    @temperature_segments.setter
    def temperature_segments(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
class HourlyPrediction:
    @property
    def at_zero(self) -> int:
        ...
    @property
    def coverage(self) -> float:
        ...
    @property
    def energy_kwh(self) -> numpy.typing.NDArray[numpy.float64]:
        ...
    @property
    def extrapolated(self) -> int:
        ...
    @property
    def first(self) -> int:
        ...
    @property
    def high(self) -> float:
        ...
    @property
    def inferred(self) -> int:
        ...
    @property
    def low(self) -> float:
        ...
    @property
    def observed(self) -> float:
        ...
    @property
    def step_seconds(self) -> int:
        ...
    @property
    def total(self) -> float:
        ...
class HourlyFit:
    @staticmethod
    def from_json(text: str) -> HourlyFit:
        ...
    def effects(self, window: typing.SupportsInt | typing.SupportsIndex) -> list[typing.Annotated[list[float], "FixedSize(2)"]]:
        ...
    def predict(self, temperature: RegularSeries, closed: collections.abc.Sequence[tuple[datetime.date, str]], observed: RegularSeries | None, regressors: collections.abc.Sequence[tuple[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]]) -> HourlyPrediction:
        ...
    def to_json(self) -> str:
        ...
    def week(self, window: typing.SupportsInt | typing.SupportsIndex) -> tuple:
        ...
    @property
    def autocorrelation(self) -> float:
        ...
    @property
    def clipped(self) -> int:
        ...
    @property
    def coverage(self) -> float:
        ...
    @property
    def cv_rmse(self) -> float:
        ...
    @property
    def daily_cv_rmse(self) -> float:
        ...
    @property
    def daily_r_squared(self) -> float:
        ...
    @property
    def days(self) -> int:
        ...
    @property
    def degrees_of_freedom(self) -> float:
        ...
    @property
    def effective_days(self) -> float:
        ...
    @property
    def nmbe(self) -> float:
        ...
    @property
    def parameters(self) -> int:
        ...
    @property
    def r_squared(self) -> float:
        ...
    @property
    def record(self) -> MethodRecord:
        ...
    @property
    def regressors(self) -> list[str]:
        ...
    @property
    def step_seconds(self) -> int:
        ...
    @property
    def temperature_max(self) -> float:
        ...
    @property
    def temperature_min(self) -> float:
        ...
    @property
    def windows(self) -> int:
        ...
    @property
    def zone(self) -> str:
        ...
class HourlyOutcome:
    @property
    def detail(self) -> str:
        ...
    @property
    def reason(self) -> str | None:
        ...
    @property
    def value(self) -> HourlyFit | None:
        ...
class CaltrackSettings:
    exact_span: bool
    fuel: str
    zone: str
    def __init__(self) -> None:
        ...
    @property
    def baseline_days(self) -> int:
        ...
    @baseline_days.setter
    def baseline_days(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def confidence(self) -> float:
        ...
    @confidence.setter
    def confidence(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def corrections(self) -> list[str]:
        ...
    @corrections.setter
    def corrections(self, arg1: collections.abc.Sequence[str]) -> None:
        ...
    @property
    def highest_balance_f(self) -> int:
        ...
    @highest_balance_f.setter
    def highest_balance_f(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def lowest_balance_f(self) -> int:
        ...
    @lowest_balance_f.setter
    def lowest_balance_f(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def max_span_days(self) -> int:
        ...
    @max_span_days.setter
    def max_span_days(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def min_day_share(self) -> float:
        ...
    @min_day_share.setter
    def min_day_share(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def min_hour_share(self) -> float:
        ...
    @min_hour_share.setter
    def min_hour_share(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def min_span_days(self) -> int:
        ...
    @min_span_days.setter
    def min_span_days(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def reporting_days(self) -> int:
        ...
    @reporting_days.setter
    def reporting_days(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
class CaltrackCandidate:
    """
    usage per day = intercept + beta_hdd (heating_balance_f - T)+ + beta_cdd (T - cooling_balance_f)+, T in °F.
    """
    @property
    def adjusted_r_squared(self) -> float:
        ...
    @property
    def beta_cdd(self) -> float:
        ...
    @property
    def beta_hdd(self) -> float:
        ...
    @property
    def cooling_balance_f(self) -> float:
        ...
    @property
    def heating_balance_f(self) -> float:
        ...
    @property
    def intercept(self) -> float:
        ...
    @property
    def shape(self) -> str:
        ...
class CaltrackMetrics:
    """
    By the formulas of eemeter 3.2.0.
    """
    @property
    def adjusted_r_squared(self) -> float:
        ...
    @property
    def autocorrelation(self) -> float:
        ...
    @property
    def cv_rmse(self) -> float:
        ...
    @property
    def cv_rmse_adjusted(self) -> float:
        ...
    @property
    def length(self) -> int:
        ...
    @property
    def mape(self) -> float:
        ...
    @property
    def nmae(self) -> float:
        ...
    @property
    def nmbe(self) -> float:
        ...
    @property
    def r_squared(self) -> float:
        ...
    @property
    def rmse(self) -> float:
        ...
    @property
    def rmse_adjusted(self) -> float:
        ...
class CaltrackFinding:
    """
    What is wrong with a baseline's data.
    """
    @property
    def code(self) -> str:
        ...
    @property
    def detail(self) -> str:
        ...
class CaltrackBands:
    """
    Half widths at the settings' confidence, in the unit of the energy.
    """
    @property
    def fsu(self) -> float:
        ...
    @property
    def ols(self) -> float:
        ...
    @property
    def ols_model(self) -> float:
        ...
    @property
    def ols_noise(self) -> float:
        ...
class CaltrackSavings:
    @property
    def avoided(self) -> numpy.typing.NDArray[numpy.float64]:
        ...
    @property
    def bands(self) -> CaltrackBands:
        ...
    @property
    def end(self) -> numpy.typing.NDArray[numpy.int64]:
        ...
    @property
    def observed(self) -> numpy.typing.NDArray[numpy.float64]:
        ...
    @property
    def periods(self) -> int:
        ...
    @property
    def prediction(self) -> tuple:
        ...
    @property
    def start(self) -> numpy.typing.NDArray[numpy.int64]:
        ...
    @property
    def total_avoided(self) -> float:
        ...
    @property
    def total_base(self) -> float:
        ...
    @property
    def total_cooling(self) -> float:
        ...
    @property
    def total_heating(self) -> float:
        ...
    @property
    def total_observed(self) -> float:
        ...
    @property
    def total_predicted(self) -> float:
        ...
class CaltrackModel:
    @staticmethod
    def from_json(text: str) -> CaltrackModel:
        ...
    def predict(self, start: numpy.typing.NDArray[numpy.int64], end: numpy.typing.NDArray[numpy.int64], temperature: RegularSeries) -> tuple:
        ...
    def savings(self, start: numpy.typing.NDArray[numpy.int64], end: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], temperature: RegularSeries, reporting_start: typing.SupportsInt | typing.SupportsIndex) -> CaltrackSavings:
        ...
    def to_json(self) -> str:
        ...
    @property
    def averages(self) -> CaltrackMetrics:
        ...
    @property
    def best(self) -> CaltrackCandidate:
        ...
    @property
    def best_of_shape(self) -> list[CaltrackCandidate]:
        ...
    @property
    def critical(self) -> list[CaltrackFinding]:
        ...
    @property
    def disqualified(self) -> int:
        ...
    @property
    def not_attempted(self) -> int:
        ...
    @property
    def periods(self) -> int:
        ...
    @property
    def qualified(self) -> int:
        ...
    @property
    def record(self) -> MethodRecord:
        ...
    @property
    def sufficient(self) -> bool:
        ...
    @property
    def totals(self) -> CaltrackMetrics:
        ...
    @property
    def warnings(self) -> list[CaltrackFinding]:
        ...
class CaltrackOutcome:
    @property
    def detail(self) -> str:
        ...
    @property
    def reason(self) -> str | None:
        ...
    @property
    def value(self) -> CaltrackModel | None:
        ...
class CaltrackHourlySettings:
    zone: str
    def __init__(self) -> None:
        ...
    @property
    def baseline_days(self) -> int:
        ...
    @baseline_days.setter
    def baseline_days(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def confidence(self) -> float:
        ...
    @confidence.setter
    def confidence(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def endpoints_f(self) -> list[float]:
        ...
    @endpoints_f.setter
    def endpoints_f(self, arg0: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> None:
        ...
    @property
    def min_bin_hours(self) -> int:
        ...
    @min_bin_hours.setter
    def min_bin_hours(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def neighbour_weight(self) -> float:
        ...
    @neighbour_weight.setter
    def neighbour_weight(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def occupied_share(self) -> float:
        ...
    @occupied_share.setter
    def occupied_share(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def reporting_days(self) -> int:
        ...
    @reporting_days.setter
    def reporting_days(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
class CaltrackHourlySavings:
    """
    Sums over the hours with usage and prediction. CalTRACK states no band for hours.
    """
    @property
    def hours(self) -> int:
        ...
    @property
    def predicted(self) -> tuple:
        """
        First instant in seconds, and the energy of each hour.
        """
    @property
    def total_avoided(self) -> float:
        ...
    @property
    def total_observed(self) -> float:
        ...
    @property
    def total_predicted(self) -> float:
        ...
class CaltrackHourlyModel:
    @staticmethod
    def from_json(text: str) -> CaltrackHourlyModel:
        ...
    def predict(self, temperature: RegularSeries) -> tuple:
        ...
    def savings(self, usage: RegularSeries, temperature: RegularSeries, reporting_start: typing.SupportsInt | typing.SupportsIndex) -> CaltrackHourlySavings:
        ...
    def to_json(self) -> str:
        ...
    @property
    def hours(self) -> int:
        ...
    @property
    def metrics(self) -> CaltrackMetrics:
        ...
    @property
    def record(self) -> MethodRecord:
        ...
class CaltrackHourlyOutcome:
    @property
    def detail(self) -> str:
        ...
    @property
    def reason(self) -> str | None:
        ...
    @property
    def value(self) -> CaltrackHourlyModel | None:
        ...
class NonRoutineAdjustment:
    """
    Energy used more (positive) or less over a period for a reason that is neither the works nor the weather, as an engineer worked it out.
    """
    def __init__(self, period: tuple[datetime.date, datetime.date], energy_kwh: typing.SupportsFloat | typing.SupportsIndex, reason: str) -> None:
        ...
    @property
    def energy_kwh(self) -> float:
        ...
    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        ...
    @property
    def reason(self) -> str:
        ...
class AvoidedEnergy:
    """
    Expected + non-routine - observed energy of a period, kWh.
    """
    def __repr__(self) -> str:
        ...
    @property
    def avoided(self) -> Estimate:
        ...
    @property
    def coverage(self) -> float:
        """
        Share of the period's days that are counted.
        """
    @property
    def expected_kwh(self) -> float:
        ...
    @property
    def extrapolated_share(self) -> float:
        """
        Share of days or degree-days outside the baseline's temperatures.
        """
    @property
    def fraction(self) -> Estimate:
        """
        Over expected + non-routine.
        """
    @property
    def non_routine_kwh(self) -> float:
        ...
    @property
    def observations(self) -> int:
        ...
    @property
    def observed_kwh(self) -> float:
        ...
    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        ...
class ComponentSavings:
    """
    Avoided energy by part, kWh.
    """
    @property
    def base(self) -> float:
        ...
    @property
    def cooling(self) -> float:
        ...
    @property
    def heating(self) -> float:
        ...
class NormalisedSaving:
    """
    Saving of a normal year, kWh/year.
    """
    def __repr__(self) -> str:
        ...
    @property
    def fraction(self) -> Estimate:
        ...
    @property
    def parts(self) -> ComponentSavings:
        ...
    @property
    def saved(self) -> Estimate:
        ...
class PeriodSaving:
    """
    One reporting period with everything that is known of it.
    """
    def __repr__(self) -> str:
        ...
    @property
    def avoided(self) -> AvoidedEnergy:
        ...
    @property
    def doubtful(self) -> str | None:
        """
        Why the figures, although there, are not to be stated; None if they are.
        """
    @property
    def guideline_14(self) -> float:
        """
        Fractional savings uncertainty of ASHRAE Guideline 14, 68 % confidence.
        """
    @property
    def normalised(self) -> NormalisedSaving | None:
        ...
    @property
    def parts(self) -> ComponentSavings | None:
        ...
    @property
    def whole(self) -> bool:
        """
        12 months.
        """
class MeasuredSaving:
    @staticmethod
    def from_json(text: str) -> MeasuredSaving:
        ...
    def to_json(self) -> str:
        ...
    @property
    def baseline(self) -> tuple[datetime.date, datetime.date]:
        ...
    @property
    def cumulative(self) -> AvoidedEnergy:
        ...
    @property
    def encloses(self) -> str:
        ...
    @property
    def months(self) -> list[AvoidedEnergy]:
        ...
    @property
    def observed(self) -> list[AvoidedEnergy]:
        ...
    @property
    def option(self) -> str:
        ...
    @property
    def record(self) -> MethodRecord:
        ...
    @property
    def rolling(self) -> list[AvoidedEnergy]:
        ...
    @property
    def years(self) -> list[PeriodSaving]:
        ...
class SavingsOutcome:
    @property
    def detail(self) -> str:
        ...
    @property
    def reason(self) -> str | None:
        ...
    @property
    def value(self) -> MeasuredSaving | None:
        ...
class PortfolioSaving:
    """
    Savings of several meters, added, kWh.
    """
    def __repr__(self) -> str:
        ...
    @property
    def avoided(self) -> Estimate:
        ...
    @property
    def expected_kwh(self) -> float:
        ...
    @property
    def fraction(self) -> Estimate:
        ...
    @property
    def meters(self) -> int:
        ...
    @property
    def non_routine_kwh(self) -> float:
        ...
    @property
    def observed_kwh(self) -> float:
        ...
class ComparisonGroup:
    """
    What changed at meters where nothing was done.
    """
    def correct(self, saving: AvoidedEnergy) -> AvoidedEnergy:
        """
        The saving as a difference in differences on the percentage change.
        """
    @property
    def change(self) -> float:
        """
        Mean of (observed - expected) / expected.
        """
    @property
    def meters(self) -> int:
        ...
    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        ...
    @property
    def variance(self) -> float:
        ...
class Building:
    """
    A building as its owner lists it.
    """
    @property
    def building_id(self) -> str:
        ...
    @property
    def floor_area_m2(self) -> float:
        ...
    @property
    def heated_volume_m3(self) -> float:
        ...
    @property
    def municipality(self) -> str:
        ...
    @property
    def name(self) -> str:
        ...
    @property
    def organisation(self) -> str:
        ...
    @property
    def use(self) -> str:
        ...
    @property
    def year_built(self) -> int | None:
        ...
class Stock:
    """
    A stock folder that was read: `empower.read_stock(folder)`.
    """
    def __repr__(self) -> str:
        ...
    def building(self, building_id: str) -> Building:
        """
        The building with this id; KeyError if there is none.
        """
    @property
    def building_ids(self) -> list[str]:
        ...
    @property
    def buildings(self) -> int:
        ...
    @property
    def meters(self) -> int:
        ...
    @property
    def rejects(self) -> int:
        ...
    @property
    def stations(self) -> int:
        ...
class AnalysisOptions:
    emission_set: str
    expected: bool
    reference_station: str
    undecided_as_f3: bool | None
    def __init__(self) -> None:
        ...
    @property
    def budget_eur(self) -> float | None:
        ...
    @budget_eur.setter
    def budget_eur(self, arg0: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def cooling_rule(self) -> tuple[float, float]:
        ...
    @cooling_rule.setter
    def cooling_rule(self, arg1: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> None:
        ...
    @property
    def heating_rule(self) -> tuple[float, float]:
        ...
    @heating_rule.setter
    def heating_rule(self, arg1: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> None:
        ...
    @property
    def threads(self) -> int:
        ...
    @threads.setter
    def threads(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def top_k(self) -> int:
        ...
    @top_k.setter
    def top_k(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
class Analysis:
    def table(self, name: str) -> Table:
        ...
    def write(self, folder: os.PathLike | str | bytes) -> None:
        ...
    @property
    def dictionary(self) -> str:
        ...
    @property
    def plan_json(self) -> str:
        ...
    @property
    def run_json(self) -> str:
        ...
class PartClimate:
    """
    A part of a municipality in another zone.
    """
    @property
    def degree_days(self) -> float:
        ...
    @property
    def name(self) -> str:
        ...
    @property
    def zone(self) -> str:
        ...
class LegalClimate:
    @property
    def alternatives(self) -> list[PartClimate]:
        ...
    @property
    def altitude_m(self) -> float:
        ...
    @property
    def basis(self) -> str:
        ...
    @property
    def confidence(self) -> str:
        ...
    @property
    def degree_days(self) -> float:
        ...
    @property
    def istat_code(self) -> str:
        ...
    @property
    def name(self) -> str:
        ...
    @property
    def notes(self) -> list[str]:
        ...
    @property
    def province(self) -> str:
        ...
    @property
    def source(self) -> str:
        ...
    @property
    def zone(self) -> str:
        ...
class Reference:
    """
    Reference tables: the embedded ones, or a folder's.
    """
    def __init__(self, folder: os.PathLike | str | bytes | None = None) -> None:
        ...
    def benchmark(self, group: str, metric: str, statistic: str) -> tuple:
        ...
    def climate(self, code_or_name: str, province: str, zone: str) -> LegalClimate:
        ...
    def co2(self, carrier: str, year: typing.SupportsInt | typing.SupportsIndex, method_set: str) -> tuple:
        ...
    def degree_days_by_altitude(self, neighbour: LegalClimate, altitude_m: typing.SupportsFloat | typing.SupportsIndex) -> tuple:
        ...
    def envelope_limit(self, element: str, zone: str, day: typing.SupportsInt | typing.SupportsIndex, rule: str) -> tuple:
        ...
    def epc_class(self, ratio: typing.SupportsFloat | typing.SupportsIndex, day: typing.SupportsInt | typing.SupportsIndex) -> str:
        ...
    def heating_value(self, carrier: str, convention: str, higher: bool) -> tuple:
        ...
    def indoor_temperature_limit(self, group: str, season: str, day: typing.SupportsInt | typing.SupportsIndex) -> tuple:
        ...
    def legal_and_actual(self, municipality: LegalClimate, first: datetime.date, temperature_c: numpy.typing.NDArray[numpy.float64]) -> tuple:
        ...
    def price(self, carrier: str, day: typing.SupportsInt | typing.SupportsIndex) -> tuple:
        ...
    def primary_energy(self, carrier: str, day: typing.SupportsInt | typing.SupportsIndex, part: str) -> tuple:
        ...
    def season(self, zone: str, day: typing.SupportsInt | typing.SupportsIndex) -> tuple:
        ...
    def toe(self, carrier: str, day: typing.SupportsInt | typing.SupportsIndex, convention: str) -> tuple:
        ...
    def typical_envelope(self, group: str, zone: str, year_built: typing.SupportsInt | typing.SupportsIndex) -> tuple:
        ...
class PublicStockOptions:
    faults: bool
    noise: bool
    def __init__(self) -> None:
        ...
    @property
    def buildings(self) -> int:
        ...
    @buildings.setter
    def buildings(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def daily_share(self) -> float:
        ...
    @daily_share.setter
    def daily_share(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def first_year(self) -> int:
        ...
    @first_year.setter
    def first_year(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def hourly_share(self) -> float:
        ...
    @hourly_share.setter
    def hourly_share(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def seed(self) -> int:
        ...
    @seed.setter
    def seed(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def years(self) -> int:
        ...
    @years.setter
    def years(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
def analyse(stock: Stock, options: AnalysisOptions, reference_folder: os.PathLike | str | bytes | None = None) -> Analysis:
    ...
def block_bootstrap(fit: Fit, start_days: numpy.typing.NDArray[numpy.int64], end_days: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], first_temperature_day: datetime.date, temperature_c: numpy.typing.NDArray[numpy.float64], normal_year: NormalYear | None, replications: typing.SupportsInt | typing.SupportsIndex, block: typing.SupportsInt | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex) -> BootstrapIntervals:
    ...
def comparison_group(meters: collections.abc.Sequence[AvoidedEnergy], least: typing.SupportsInt | typing.SupportsIndex) -> ComparisonGroup:
    ...
def cooling_of_extremes(method: str, minimum_c: numpy.typing.NDArray[numpy.float64], maximum_c: numpy.typing.NDArray[numpy.float64], first: datetime.date, rule: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> tuple[float, int, int, datetime.date, datetime.date]:
    ...
def cooling_of_hours(method: str, hours: RegularSeries, zone: str, period: tuple[datetime.date, datetime.date] | None, rule: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> tuple[float, int, int, datetime.date, datetime.date]:
    ...
def cooling_of_means(method: str, temperature_c: numpy.typing.NDArray[numpy.float64], first: datetime.date, rule: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> tuple[float, int, int, datetime.date, datetime.date]:
    ...
def cooling_ratio(a: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], str, datetime.date, datetime.date], b: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], str, datetime.date, datetime.date]) -> DegreeDayRatioOutcome:
    ...
def embedded_tables() -> dict:
    ...
def expected_of_hours(fit: Fit, start_days: numpy.typing.NDArray[numpy.int64], end_days: numpy.typing.NDArray[numpy.int64], temperature: RegularSeries, zone: str) -> numpy.typing.NDArray[numpy.float64]:
    ...
def fill_days(temperature_c: numpy.typing.NDArray[numpy.float64], first: datetime.date, neighbour_c: numpy.typing.NDArray[numpy.float64], neighbour_first: datetime.date) -> tuple[numpy.typing.NDArray[numpy.float64], list[str], float]:
    ...
def fill_hours(hours: RegularSeries) -> tuple[numpy.typing.NDArray[numpy.float64], list[str], float]:
    ...
def fit_bills(start_days: numpy.typing.NDArray[numpy.int64], end_days: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], first_temperature_day: datetime.date, temperature_c: numpy.typing.NDArray[numpy.float64], options: FitOptions, regressors: collections.abc.Sequence[tuple[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]]) -> FitOutcome:
    ...
def fit_caltrack_billing(start: numpy.typing.NDArray[numpy.int64], end: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], temperature: RegularSeries, baseline_end: typing.SupportsInt | typing.SupportsIndex, settings: CaltrackSettings) -> CaltrackOutcome:
    ...
def fit_caltrack_billing_with_estimates(start: numpy.typing.NDArray[numpy.int64], end: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], estimated: numpy.typing.NDArray[numpy.uint8], temperature: RegularSeries, baseline_end: typing.SupportsInt | typing.SupportsIndex, settings: CaltrackSettings) -> CaltrackOutcome:
    ...
def fit_caltrack_daily(start: numpy.typing.NDArray[numpy.int64], end: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], temperature: RegularSeries, baseline_end: typing.SupportsInt | typing.SupportsIndex, settings: CaltrackSettings) -> CaltrackOutcome:
    ...
def fit_caltrack_hourly(usage: RegularSeries, temperature: RegularSeries, baseline_end: typing.SupportsInt | typing.SupportsIndex, settings: CaltrackHourlySettings) -> CaltrackHourlyOutcome:
    ...
def fit_change_point(temperature_c: numpy.typing.NDArray[numpy.float64], energy_kwh: numpy.typing.NDArray[numpy.float64], first_day: datetime.date | None, options: FitOptions, regressors: collections.abc.Sequence[tuple[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]]) -> FitOutcome:
    ...
def fit_daily(start: datetime.date, energy_kwh: numpy.typing.NDArray[numpy.float64], first_temperature_day: datetime.date, temperature_c: numpy.typing.NDArray[numpy.float64], closed: collections.abc.Sequence[tuple[datetime.date, str]], options: DailyOptions) -> DailyOutcome:
    ...
def fit_degree_hours(start_days: numpy.typing.NDArray[numpy.int64], end_days: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], temperature: RegularSeries, zone: str, options: FitOptions) -> FitOutcome:
    ...
def fit_hourly(energy: RegularSeries, temperature: RegularSeries, zone: str, options: HourlyOptions, closed: collections.abc.Sequence[tuple[datetime.date, str]], regressors: collections.abc.Sequence[tuple[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]]) -> HourlyOutcome:
    ...
def fit_many(offsets: numpy.typing.NDArray[numpy.int64], start_days: numpy.typing.NDArray[numpy.int64], end_days: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], station: numpy.typing.NDArray[numpy.uint32], station_first_days: numpy.typing.NDArray[numpy.int64], station_offsets: numpy.typing.NDArray[numpy.int64], temperature_c: numpy.typing.NDArray[numpy.float64], options: FitOptions, threads: typing.SupportsInt | typing.SupportsIndex, normal_years: collections.abc.Sequence[NormalYear | None] = []) -> Table:
    """
    The table `baselines` of meters in common columns; meter i has the readings from offsets[i] to offsets[i + 1], station s the temperatures in the same way.
    """
def heating_of_extremes(method: str, minimum_c: numpy.typing.NDArray[numpy.float64], maximum_c: numpy.typing.NDArray[numpy.float64], first: datetime.date, rule: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> tuple[float, int, int, datetime.date, datetime.date]:
    ...
def heating_of_hours(method: str, hours: RegularSeries, zone: str, period: tuple[datetime.date, datetime.date] | None, rule: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> tuple[float, int, int, datetime.date, datetime.date]:
    ...
def heating_of_means(method: str, temperature_c: numpy.typing.NDArray[numpy.float64], first: datetime.date, rule: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]) -> tuple[float, int, int, datetime.date, datetime.date]:
    ...
def heating_of_normal_year(normal: NormalYear, rule: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], start: datetime.date, end: datetime.date) -> tuple[float, int, int, datetime.date, datetime.date]:
    ...
def heating_ratio(a: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], str, datetime.date, datetime.date], b: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], str, datetime.date, datetime.date]) -> DegreeDayRatioOutcome:
    ...
def join_estimates(offsets: numpy.typing.NDArray[numpy.int64], start_days: numpy.typing.NDArray[numpy.int64], end_days: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], estimated: numpy.typing.NDArray[numpy.uint8]) -> tuple:
    ...
def measured_saving(baseline: Fit, start_days: numpy.typing.NDArray[numpy.int64], end_days: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], first_temperature_day: datetime.date, temperature_c: numpy.typing.NDArray[numpy.float64], reporting: tuple[datetime.date, datetime.date], adjustments: collections.abc.Sequence[NonRoutineAdjustment], option: str, encloses: str, regressors: collections.abc.Sequence[tuple[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]], normal: NormalYear | None) -> SavingsOutcome:
    ...
def normal_year_of(temperature_c: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(12)"], standard_deviation_k: typing.Annotated[collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(12)"], source: str, first_day: datetime.date, daily_c: numpy.typing.NDArray[numpy.float64]) -> NormalYearOutcome:
    ...
def normalised_by_fit(measured_kwh: typing.SupportsFloat | typing.SupportsIndex, fit: Fit, reference_first: datetime.date, reference_c: numpy.typing.NDArray[numpy.float64], actual_first: datetime.date, actual_c: numpy.typing.NDArray[numpy.float64], regressor_totals: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]) -> DegreeDayNormalisedOutcome:
    ...
def normalised_by_share(measured_kwh: typing.SupportsFloat | typing.SupportsIndex, share: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], reference: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], str, datetime.date, datetime.date], actual: tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex], str, datetime.date, datetime.date]) -> DegreeDayNormalisedOutcome:
    ...
def portfolio_saving(savings: collections.abc.Sequence[AvoidedEnergy], correlation: str, rho: typing.SupportsFloat | typing.SupportsIndex) -> PortfolioSaving:
    ...
def read_epw(path: os.PathLike | str | bytes) -> TypicalYear:
    ...
def read_open_meteo(path: os.PathLike | str | bytes) -> OpenMeteoTemperatures:
    ...
def read_stock(folder: os.PathLike | str | bytes, reference_folder: os.PathLike | str | bytes | None) -> Stock:
    ...
def school_indicators(uses: collections.abc.Sequence[str], columns: typing.Annotated[collections.abc.Sequence[typing.Annotated[numpy.typing.ArrayLike, numpy.float64]], "FixedSize(7)"], folder: os.PathLike | str | bytes | None) -> Table:
    ...
def simulate_public_stock(folder: os.PathLike | str | bytes, options: PublicStockOptions) -> None:
    ...
def tariff_bands_of_intervals(start: numpy.typing.NDArray[numpy.int64], end: numpy.typing.NDArray[numpy.int64], energy_kwh: numpy.typing.NDArray[numpy.float64], zone: str, by_month: bool, undecided_as_f3: bool | None, folder: os.PathLike | str | bytes | None) -> Table:
    ...
def tariff_bands_of_steps(readings: RegularSeries, zone: str, by_month: bool, undecided_as_f3: bool | None, folder: os.PathLike | str | bytes | None) -> Table:
    ...
def temperature_faults_of_days(temperature_c: numpy.typing.NDArray[numpy.float64], first: datetime.date, neighbour_c: numpy.typing.NDArray[numpy.float64], neighbour_first: datetime.date) -> list[tuple[str, int, int, float, float, float, float, str]]:
    ...
def temperature_faults_of_hours(hours: RegularSeries, neighbour: RegularSeries | None) -> list[tuple[str, int, int, float, float, float, float, str]]:
    ...
cooling_rules: dict = {'eurostat': (21.0, 24.0), 'uk': (15.5, 15.5), 'oecd': (22.0, 22.0), 'us': (18.333333333333332, 18.333333333333332)}
eurostat_cooling: tuple = (21.0, 24.0)
eurostat_heating: tuple = (18.0, 15.0)
heating_rules: dict = {'eurostat': (18.0, 15.0), 'italy': (20.0, 20.0), 'switzerland': (20.0, 12.0), 'germany': (20.0, 15.0), 'uk': (15.5, 15.5), 'uk_hospital': (18.5, 18.5), 'oecd': (15.0, 15.0), 'us': (18.333333333333332, 18.333333333333332)}
italian_gradi_giorno: tuple = (20.0, 20.0)
undated: int = -2147483648
version: str = '0.1.0'
