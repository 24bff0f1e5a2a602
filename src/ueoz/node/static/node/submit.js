// SPDX-License-Identifier: EUPL-1.2
// The form on the way to the node goes by itself. Without this file its button does the same.
document.querySelector("form[data-submit]").submit();
