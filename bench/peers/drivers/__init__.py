# SPDX-License-Identifier: EUPL-1.2
"""One program a peer. Run in the peers' environment with a folder that holds the case; prints one line of JSON."""
