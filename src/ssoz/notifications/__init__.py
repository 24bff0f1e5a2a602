# SPDX-License-Identifier: EUPL-1.2
"""Messages to people: written in the transaction they tell about, sent by a job."""
