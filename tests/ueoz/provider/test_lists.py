# SPDX-License-Identifier: EUPL-1.2
"""Every module of the certification plans has its test here."""

from types import ModuleType

import pytest

from tests.ueoz.provider import (
    lists,
    test_openid_backchannel_logout,
    test_openid_basic,
    test_openid_config,
    test_openid_rp_initiated_logout,
)

PLANS = [
    (lists.BASIC, test_openid_basic),
    (lists.CONFIG, test_openid_config),
    (lists.RP_INITIATED_LOGOUT, test_openid_rp_initiated_logout),
    (lists.BACK_CHANNEL_LOGOUT, test_openid_backchannel_logout),
]


@pytest.mark.parametrize(
    ("plan", "module"), PLANS, ids=["basic", "config", "rp-initiated logout", "back-channel logout"]
)
def test_every_module_of_the_plan_is_a_test_of_its_name(plan: tuple[str, ...], module: ModuleType) -> None:
    wanted = {f"test_{name.replace('-', '_')}" for name in plan}
    there = {name for name in vars(module) if name.startswith("test_oidcc_")}
    assert there == wanted
