# SPDX-License-Identifier: EUPL-1.2
"""„Moje konto”: active profiles, pending applications, the other profiles."""
