# SPDX-License-Identifier: EUPL-1.2
"""Pages of psychiatric cards: for those who fill them in and those who verify them, and for nobody else."""
