# SPDX-License-Identifier: EUPL-1.2
"""„Potwierdzenie złożenia sprawozdania”: what it says, what lies in it, how it is printed and recognised."""
