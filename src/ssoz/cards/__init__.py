# SPDX-License-Identifier: EUPL-1.2
"""Psychiatric cards: one patient's stay each, opened at admission, closed at discharge, encrypted at rest."""
