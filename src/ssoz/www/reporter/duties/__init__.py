# SPDX-License-Identifier: EUPL-1.2
"""What a unit owes: the questionnaire that assigns it, each duty with its reason, petitions, dates."""
