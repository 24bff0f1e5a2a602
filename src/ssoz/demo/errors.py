# SPDX-License-Identifier: EUPL-1.2
class DemoError(Exception):
    """The demo cannot go on; the text is a Polish sentence that says what to do."""
