# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz simulate`: a whole round without a browser, or a published table reproduced from made-up units."""
