"""The table of validators: every name that `{validator: …}` may use, in one mapping.

What a validator is stands in `validation`; the rows stand in the modules whose tables are joined here.
Shipped patterns of keys and tokens that need no check are no validators: they are detectors of a pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policykit.matching.validation import Validator, passes, warm
from policykit.matching.validators_identity import IDENTITY_VALIDATORS
from policykit.matching.validators_network import NETWORK_VALIDATORS
from policykit.matching.validators_payment import PAYMENT_VALIDATORS
from policykit.matching.validators_phone import PHONE_VALIDATORS
from policykit.matching.validators_secrets import SECRET_VALIDATORS

__all__ = ["VALIDATORS", "Validator", "passes", "warm"]

VALIDATORS: Mapping[str, Validator] = MappingProxyType(
    {
        validator.name: validator
        for validator in (
            *PAYMENT_VALIDATORS,
            *NETWORK_VALIDATORS,
            *PHONE_VALIDATORS,
            *IDENTITY_VALIDATORS,
            *SECRET_VALIDATORS,
        )
    }
)
