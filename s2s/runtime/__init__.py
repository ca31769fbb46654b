"""Numerical helpers that generated code and the formulas of rules call.

Each is a plain function of NumPy, with no state, so that its source can be copied into a module
that stands alone; the names of all of them are different. A helper is imported when it is first
asked for, so that a generated module pays for what it uses only.
"""

from __future__ import annotations

import importlib
from typing import Any

_HELPERS = {
    "aliasing": (
        "accumulate accumulated add_slots added_slot as_cell buffer cell cell_at copy_saved data_names duplicate "
        "duplicate_array fields "
        "fresh_slot is_data own own_tangent own_tangents part_of repeated_slots replica shadow shadow_array "
        "shadows slots taken view_bar view_dot writable unfilled"
    ),
    "axes": (
        "flat_in_memory from_memory inverse_permutation layout memory_axes regarded_ct rollaxis_ct"
    ),
    "broadcasting": ("expand nested unbroadcast unbroadcast_into"),
    "choosing": ("clip_high_weight clip_low_weight clip_weight pick_ct pick_dot tie_share"),
    "custom_rules": (
        "as_primal cotangent_by_columns fitted_part fitting fitting_pair numbers_by_columns paired "
        "pulled_by_columns real_part with_part with_residuals"
    ),
    "decompositions": (
        "adjoint_of away_from beyond_rounding cholesky_ct cholesky_dot coupled eig_ct eig_dot eigh_ct "
        "eigh_dot eigvals_dot flows "
        "from_triangle half_lower largest normed_ct normed_dot nothing others_dot qr_ct qr_dot qr_square_ct read_too "
        "read_triangle svd_ct svd_dot svd_thin_ct thin_share together uneven with_diagonal"
    ),
    "einsum": (
        "einsum_ct einsum_ct_dot einsum_cts einsum_diagonal einsum_dot einsum_other_cts "
        "einsum_spelled einsum_terms einsum_with einsum_with_dot"
    ),
    "fourier": (
        "come_again fftn_ct half_weight irfftn_ct last_axes one_by_one_ct other_norm resized rfftn_ct "
        "sizes_along"
    ),
    "functions": ("distribution fingerprint is_instance"),
    "handing_back": "copying_order hand_back",
    "iterating": ("Items Places equal_lengths live_places"),
    "guarded": (
        "as_value factor finite_parts finite_slope fixed generator greatest_used "
        "held_real in_its_place lacks log_over log_share log_shares one_item "
        "only_inexact only_number operand over passively returned scaled_exponential "
        "still still_empty strong_zero "
        "unless_rounded zero_over"
    ),
    "unassigned": ("assigned missing Unassigned"),
    "matrices": (
        "cofactors cofactors_along cofactors_twice flipped lstsq_cts lstsq_dot lstsq_parts multi_dot_cts multi_dot_dot "
        "pinv_ct pinv_dot slogdet_ct slogdet_dot solve_ct solve_dot solve_transposed"
    ),
    "number_items": "no_attribute no_items",
    "overlaps": ("apart apart_each apart_outside distinct held_memory inside meet overlap"),
    "norms": ("direction matrix_slope norm_slope vector_slope"),
    "pieces": (
        "arange_ct arange_dot as_given atleast_cts block_ct block_numbers block_parts filled gather "
        "hstack_axis linspace_ct linspace_share loop_shape meshgrid_cts product_of shaped_pieces "
        "signature_ranks split_columns split_joined split_like unbroadcast_all unstacked"
    ),
    "places": (
        "flat_places added_at choose_cts diagonal_ct insert_ct item_ct pad_ct places_along positions reordered_ct reordered_dot "
        "repeat_ct scatter select_cts sorted_places subtracted_at tile_ct trace_ct unique_positions "
        "unique_numbers common_positions histogram_cells"
    ),
    "polynomials": (
        "added basis_slope basis_slope_ct chebyshev chebyshev_fit coefficients held legendre "
        "fit_places legendre_fit mapped poly1d polyadd polymul polynomial polynomial_fit polysub product "
        "series trimmed weights without_zeros"
    ),
    "powers": ("base_log power_x power_y"),
    "products": (
        "contracted_axes cross_first cross_second dot_first dot_second inner_first "
        "inner_second kron_blocks kron_first kron_second matmul_first matmul_second "
        "tensordot_first tensordot_second"
    ),
    "quantiles": (
        "quantile_ct quantile_dot quantile_place_ct quantile_place_dot quantile_growth quantile_numbers quantile_rows quantile_share "
        "quantile_slope rows_along"
    ),
    "reductions": (
        "count_where initial_weight nanmean_weight product_of_others product_of_others_along products_before range_weight tie_weight "
        "var_weight"
    ),
    "running": (
        "convolve_ct correlate_ct cumprod_ct cumprod_dot cumulative_sum_ct diff_ct diff_part "
        "edge_weights gradient_ct gradient_last_ct interp_cell interp_mask interp_next interp_nodes_ct "
        "interp_nodes_dot interp_slope interp_values_ct interp_values_dot windowed_ct"
    ),
    "scipy_incomplete": (
        "beta_density beta_parts beta_series beta_slope betainc_bend_both betainc_bend_first betainc_bend_second betainc_first betainc_second fdtr_first fdtr_second float_type gamma_density "
        "gamma_bends gamma_fraction gamma_series gamma_mass gamma_slope gamma_steps gammainc_bend gammainc_order student_density student_order"
    ),
    "scipy_sparse": (
        "by_line combined dense diagonal_of diagonal_slots elements_of flat_cells form_of groups "
        "merged number regrouped sparse_back sparse_data_ct sparse_made sparse_places sparse_product "
        "sparse_solution sparse_solution_back sparse_sum spsolve stored_of"
    ),
    "scipy_sparse_diagonals": (
        "common_diagonals diagonal_cells diagonal_places diagonal_spans diagonals_of eye_array_of eye_of identity_of "
        "in_no_twin size_around spread_cells sum_by_diagonals turned_cells unit_diagonal unit_made"
    ),
    "scipy_sparse_iterated": (
        "bicg bicgstab cg gmres iterated of_scipy only_sparse solved_by sparse_found"
        " sparse_iterated sparse_iterated_back"
    ),
    "scipy_sparse_made": "compressed_size coo_of csc_of csr_of only_tuple size_of",
    "scipy_special": (
        "agm_slope boxcox_order diric_slope elliprd_share ellipkm1_slope ellipd_incomplete ellipj_parameter_slopes "
        "ellipk_slope ellipkinc_parameter exprel_slope expn_slope kept_axes less_one logsumexp_first "
        "logsumexp_first_dot logsumexp_second logsumexp_second_dot masked_product "
        "multigammaln_slope nan_with over_itself over_x outputs_ct outputs_dot rgamma_slope spence_slope spherical_slope struve_slope"
    ),
    "scipy_tails": (
        "binom_second_slope binom_slope betaln_slope dawsn_slope erfcx_slope far_terms is_pole poch_slope psi_between slopes_beyond voigt_curvature "
        "voigt_slope wofz_slope"
    ),
    "scipy_distributions": (
        "at_end at_infinity bent bent_order binomial_slope end_ratio end_slope entropy_slope f_log_order f_log_second_order "
        "gennorm_order geometric_slope log_ratio moved normal_density normal_inside "
        "normal_cov_ct normal_cov_dot normal_deviation normal_matrix normal_mean_ct "
        "normal_mean_dot normal_moment normal_parts normal_x_ct normal_x_dot standard "
        "student_log_order supported"
    ),
    "scipy_factors": (
        "block_diag_cts block_diag_dot cho_factor_ct cho_factor_dot cho_solve_first "
        "cho_solve_first_dot companion_ct companion_dot eigvals_ct eigvals_near_dot "
        "eigvals_order lu_ct lu_dot lu_factor_ct lu_factor_dot lu_parts lu_parts_ct "
        "lu_parts_dot lu_solve_first lu_solve_first_dot matrix_slope_along pivot_order "
        "qr_pivoted_ct qr_r_ct qr_r_dot residuals_dot qr_pivoted_dot rows_in columns_in rows_by_rows"
    ),
    "scipy_systems": (
        "assumed assumed_ct banded_outer banded_product discrete_lyapunov_first eigh_of same_signs "
        "lyapunov_first outer_of placed_ct shifted solve_banded_back "
        "solve_toeplitz_back symmetric_banded_outer symmetric_banded_product system_ct "
        "toeplitz_product toeplitz_system_ct triangle_of triangular_first "
        "triangular_first_dot triangular_second turned"
    ),
    "scipy_images": (
        "as_line border_mode border_shares borders continued distance_slope distances_ct distances_dot "
        "each_axis folded gaussian_filter_ct gaussian_weights image_filter_ct image_weights_ct "
        "line_filter_ct line_origin line_weights_ct pair_distances_dot spread squareform_ct "
        "uniform_filter_ct unit_rows"
    ),
    "scipy_sampled": (
        "raised sample_places_ct sample_places_dot spline_filter_ct spline_line spline_points "
        "spline_samples spline_spread spline_stencil spline_weights spread_places_dot"
    ),
    "scipy_interpolators": (
        "antiderivative_of grid_corners grid_slopes grid_value grid_values_ct integral_of line_cells "
        "line_slope line_value line_values_ct line_values_dot passive_points periods piece_cells "
        "piecewise_ct piecewise_knots_ct piecewise_knots_dot piecewise_slope piecewise_slope_dot "
        "piecewise_value polynomial_pieces regular_grid rising"
    ),
    "scipy_cubics": (
        "coefficients_by_knots cubic_spline end_equation end_kinds end_values known_ends slopes_by_knots "
        "spline_coefficients spline_coefficients_ct spline_coefficients_dot spline_system still_ends"
    ),
    "scipy_splines": (
        "akima_found akima_slopes akima_spline basis_coefficients basis_coefficients_ct "
        "basis_coefficients_dot basis_ct basis_integral basis_matrix basis_slope_at basis_slope_dot "
        "basis_spline basis_value closest collocation_back given_orders has_bases hermite_pieces "
        "hermite_spline interpolating interpolating_spline least_coefficients least_coefficients_ct "
        "least_squares_spline pchip_end pchip_interpolate pchip_slopes pchip_spline rows_of spline_knots "
        "still_conditions still_numbers transposed_collocation"
    ),
    "scipy_fitted": (
        "fitted_coefficients fitted_coefficients_ct fitted_ct fitted_inside fitted_knots fitted_slope "
        "fitted_value inner_knots interpolated_spline least_found least_spline only_through_points splev "
        "splint splrep univariate_spline"
    ),
    "scipy_lines": (
        "cells_between degree_of griddata griddata_of interpn interpolated_line rows_between spline_at "
        "stable_order steps_at triangles values_by_one"
    ),
    "scipy_densities": "density_at kernel_density",
    "scipy_surfaces": (
        "as_surface bisplev slopes_of_bases surface_bases surface_slopes surface_value surface_x_ct surface_x_dot "
        "surface_y_ct surface_y_dot"
    ),
    "roots": (
        "between_ends between_pairs central_jacobian central_slope firmly_at_bounds float_matrix float_vector moves near"
    ),
    "fits": ("fitted_curve fitted_squares"),
    "scipy_nodes": (
        "between_rule double_exponential legendre_rule mapped_rule moved_rule quad_nodes rule_sum vector_nodes"
    ),
    "scipy_steps": "CountedCalls step_tables steps_through",
    "scipy_chosen": "chosen_ct chosen_dot chosen_places",
    "scipy_signals": (
        "convolution_ct end_weights filtered_back lag_products part_along sample_steps "
        "sections_ct sections_dot simpson_weights sums_from_here trapezoid_x_ct "
        "trapezoid_y_ct trigonometric_ct upfirdn_ct"
    ),
    "segments": (
        "add_rows after before last_ct last_of outward reduceat_ct reduceat_dot scan_ct scan_dot "
        "segment_items segment_places segment_products segment_shares segment_tables segment_ties segment_values"
    ),
    "several": (
        "buffer_each copies expand_each first_leaf nth one_by_one OtherLayout own_each own_one share_memory spread_out "
        "unbroadcast_each view_each zero_tangents"
    ),
    "sequences": (
        "drawn dist_ct dist_dot divmod_ct divmod_first product_ct product_dot sorted_cts sorted_dots "
        "sorted_order sum_ct"
    ),
    "special": ("angle_slope bessel_i1 digamma sinc_slope"),
    "attempts": ("Attempt"),
    "queues": ("Deque"),
    "default_dicts": (
        "DefaultDict DefaultDicts DefaultFloats DefaultInts DefaultLists DefaultMade Tally"
    ),
    "structures": (
        "accumulate_at add bare can_be_bare class_numbers field_names held_copy holds_numbers mirror mirror_array mirror_object owned real_parts repeated_ct zero_tangent "
        "zeros_like"
    ),
}
_HOME = {name: home for home, names in _HELPERS.items() for name in names.split()}

__all__ = sorted(_HOME)  # noqa: PLE0605  # the table is the one list of them


def __getattr__(name: str) -> Any:
    """Imports the helper of this name."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The names of all helpers."""
    return sorted({*globals(), *_HOME})
