# SPDX-License-Identifier: EUPL-1.2
class DeliveryError(Exception):
    """The mail server did not take the message; it stays and will be tried again."""
