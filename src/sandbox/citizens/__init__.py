# SPDX-License-Identifier: EUPL-1.2
"""Who lives in the sandbox: the people to try, whoever registered, and the demo's people at first need."""
