# SPDX-License-Identifier: EUPL-1.2
"""Random forms, checks and answers, judged by the reference and by every back end; a difference is made small."""
