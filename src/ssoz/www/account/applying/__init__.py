# SPDX-License-Identifier: EUPL-1.2
"""„Wniosek o nowy profil w SSOZ II”: four steps, each an address; three where the profile is there already."""
