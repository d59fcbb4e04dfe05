"""Which answers of a tool count for which kind of information: the claims, as data.

A claim names what a tool calls the thing: an entity of presidio-analyzer, a secret type of detect-secrets,
a rule or a `<detector>` of policykit (with `*`, as in a shell). A kind is compared with a rival where both
claim it. A claim is wide where a tool has no narrower name: a key without a prefix of its own is found by
what is written before it, by either tool.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

import attrs

from benchmarks.accuracy.protocol import Hit

TOOLS = ("policykit", "presidio-analyzer", "detect-secrets")


@attrs.frozen
class Kind:
    """A kind of the labelled items, and the names under which each tool would report it."""

    name: str
    ours: tuple[str, ...] = ()
    presidio: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()

    def claims(self, tool: str) -> tuple[str, ...]:
        """The names that `tool` claims the kind by; none where it does not look for it."""
        return dict(zip(TOOLS, (self.ours, self.presidio, self.secrets), strict=True))[tool]

    def of(self, tool: str, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """Those of a tool's hits that are of this kind."""
        claims = self.claims(tool)
        return tuple(hit for hit in hits if claimed(claims, hit))


def claimed(claims: Iterable[str], hit: Hit) -> bool:
    return any(fnmatchcase(label, claim) for claim in claims for label in hit.labels)


ALONE = "number-on-its-own"
"""A line that is nothing but a number with a check digit: it may be any of them, found or raised."""


def _identifier(name: str, ours: str, presidio: str) -> Kind:
    return Kind(name, tuple(ours.replace("@", ALONE).split()), tuple(presidio.split()))


# `@` stands for ALONE. Packs group the numbers of a country under one detector, so some kinds share claims.
_IDENTIFIERS = (
    ("us_aba_routing", "<us-routing-number> @", "ABA_ROUTING_NUMBER"),
    ("us_bank_account", "<us-account-number> @", "US_BANK_NUMBER"),
    ("us_dea_number", "<us-health-number> @", "MEDICAL_LICENSE"),
    ("us_driver_license", "driving-licence driving-licence-by-shape @", "US_DRIVER_LICENSE"),
    ("us_itin", "<us-person-number> <us-number-by-shape> @", "US_ITIN"),
    ("us_mbi", "<us-health-number> <us-health-by-shape> @", "US_MBI"),
    ("us_npi", "<us-health-number> @", "US_NPI"),
    ("us_passport", "travel-document @", "US_PASSPORT"),
    ("us_ssn", "<us-person-number> <us-number-by-shape> @", "US_SSN"),
    ("au_abn", "company-number @", "AU_ABN"),
    ("au_acn", "company-number @", "AU_ACN"),
    ("au_medicare", "<australian-person-number> @", "AU_MEDICARE"),
    ("au_tfn", "<australian-person-number> @", "AU_TFN"),
    ("ca_sin", "<canadian-person-number> @", "CA_SIN"),
    ("credit_card", "payment-card sample-card", "CREDIT_CARD"),
    ("crypto_address", "wallet-address", "CRYPTO"),
    ("date_of_birth", "date-of-birth", "DATE_TIME"),
    ("de_bsnr", "<german-practice-number> <german-health-number> @", "DE_BSNR"),
    ("de_driver_license", "driving-licence @", "DE_FUEHRERSCHEIN"),
    ("de_handelsregister", "company-number company-number-by-shape", "DE_HANDELSREGISTER"),
    ("de_health_insurance", "<german-health-number> @", "DE_HEALTH_INSURANCE"),
    ("de_id_card", "travel-document @", "DE_ID_CARD"),
    ("de_idnr", "<german-tax-number> <german-tax-by-words> @", "DE_TAX_ID"),
    ("de_lanr", "<german-health-number> <german-practice-number> @", "DE_LANR"),
    ("de_license_plate", "vehicle-plate @", "DE_KFZ"),
    ("de_passport", "travel-document @", "DE_PASSPORT"),
    ("de_postcode", "postcode", "DE_PLZ"),
    ("de_social_security", "<german-insurance-number> @", "DE_SOCIAL_SECURITY"),
    ("de_stnr", "<german-tax-number> <german-tax-by-words> @", "DE_TAX_NUMBER"),
    ("de_vat", "company-number company-number-by-shape @", "DE_VAT_ID"),
    ("email", "personal-email-address many-email-addresses", "EMAIL_ADDRESS"),
    ("es_nie", "<spanish-person-number> @", "ES_NIE"),
    ("es_nif", "<spanish-person-number> @", "ES_NIF"),
    ("es_passport", "travel-document @", "ES_PASSPORT"),
    ("fi_hetu", "<nordic-person-number> <nordic-number-by-shape> @", "FI_PERSONAL_IDENTITY_CODE"),
    ("iban", "bank-account sample-account @", "IBAN_CODE"),
    ("in_aadhaar", "<indian-person-number> @", "IN_AADHAAR"),
    ("in_gstin", "company-number company-number-by-shape @", "IN_GSTIN"),
    ("in_pan", "<indian-person-number> @", "IN_PAN"),
    ("in_passport", "travel-document @", "IN_PASSPORT"),
    ("in_vehicle_registration", "vehicle-plate @", "IN_VEHICLE_REGISTRATION"),
    ("in_voter", "<indian-person-number> @", "IN_VOTER"),
    ("it_driver_license", "driving-licence driving-licence-by-shape @", "IT_DRIVER_LICENSE"),
    ("it_fiscal_code", "<italian-code-by-shape> @", "IT_FISCAL_CODE"),
    ("it_vat", "company-number company-number-by-shape @", "IT_VAT_CODE"),
    ("kr_brn", "company-number @", "KR_BRN"),
    ("kr_driver_license", "driving-licence @", "KR_DRIVER_LICENSE"),
    ("kr_frn", "<korean-person-number> <korean-number-by-shape> @", "KR_FRN KR_RRN"),
    ("kr_passport", "travel-document @", "KR_PASSPORT"),
    ("kr_rrn", "<korean-person-number> <korean-number-by-shape> @", "KR_RRN"),
    ("mac_address", "<device-address>", "MAC_ADDRESS"),
    ("ng_nin", "<nigerian-person-number> @", "NG_NIN"),
    ("ng_vehicle_registration", "vehicle-plate @", "NG_VEHICLE_REGISTRATION"),
    ("ph_tin", "<philippine-taxpayer-number> @", "PH_TIN"),
    ("phone", "telephone-number", "PHONE_NUMBER ZA_MOBILE_NUMBER ZA_TELEPHONE_NUMBER"),
    ("pl_pesel", "<eastern-person-number> @", "PL_PESEL"),
    ("se_orgnr", "company-number @", "SE_ORGANISATIONSNUMMER"),
    ("se_personnummer", "<nordic-person-number> <nordic-number-by-shape> @", "SE_PERSONNUMMER"),
    ("sg_nric", "<malay-person-number> <singaporean-number-by-shape> @", "SG_NRIC_FIN"),
    ("sg_uen", "company-number company-number-by-shape @", "SG_UEN"),
    ("th_national_id", "<asian-person-number> @", "TH_TNIN"),
    ("tr_license_plate", "vehicle-plate @", "TR_LICENSE_PLATE"),
    ("tr_tckn", "<turkish-person-number> @", "TR_NATIONAL_ID"),
    ("uk_driving_licence", "driving-licence driving-licence-by-shape @", "UK_DRIVING_LICENCE"),
    ("uk_nhs", "<british-health-number> @", "UK_NHS"),
    ("uk_nino", "<british-person-number> @", "UK_NINO"),
    ("uk_passport", "travel-document @", "UK_PASSPORT"),
    ("uk_postcode", "postcode", "UK_POSTCODE"),
    ("uk_vehicle_registration", "vehicle-plate @", "UK_VEHICLE_REGISTRATION"),
    ("za_id", "<south-african-person-number> @", "ZA_ID_NUMBER"),
    # no rule of ours forbids a day or an address of a page
    ("date", "", "DATE_TIME"),
    ("url", "", "URL"),
)

SETTING = ("secret-in-settings", "password-told", "command-with-password")
"""What reports a key by the words that stand before it."""
SAMPLE = "sample-access-key"
"""What says that a key is one of a documentation: found, and judged to be harmless."""
TOKEN = (*SETTING, "authorization-header")

_KEYWORD = ("Secret Keyword",)
_SECRETS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("artifactory_token", ("<artifactory-key>", *SETTING), ("Artifactory Credentials",)),
    ("aws_access_key", ("<aws*>", *SETTING), ("AWS Access Key",)),
    ("azure_secret", ("<azure-key>", "connection-string", *SETTING), ("Azure Storage Account access key",)),
    ("cloudant_key", ("<cloudant-key>", "address-with-password", *SETTING), ("Cloudant Credentials",)),
    (
        "connection_string",
        ("address-with-password", "connection-string", *SETTING),
        ("Basic Auth Credentials", *_KEYWORD),
    ),
    ("discord_token", ("<discord-token>",), ("Discord Bot Token",)),
    ("generic_secret", TOKEN, _KEYWORD),
    ("github_token", ("<github-token>",), ("GitHub Token",)),
    ("gitlab_token", ("<gitlab-token>",), ("GitLab Token",)),
    ("ibm_cloud_key", ("<ibm-cloud-key>", *SETTING), ("IBM Cloud IAM Key",)),
    ("ibm_cos_hmac", ("<ibm-cloud-key>", *SETTING), ("IBM COS HMAC Credentials",)),
    ("jwt", ("signed-token",), ("JSON Web Token",)),
    ("mailchimp_key", ("<mailchimp-key>",), ("Mailchimp Access Key",)),
    ("npm_token", ("<npm-token>",), ("NPM tokens",)),
    ("openai_key", ("<openai-key>",), ("OpenAI Token",)),
    ("private_key", ("private-key",), ("Private Key",)),
    ("pypi_token", ("<pypi-token>",), ("PyPI Token",)),
    ("sendgrid_key", ("<sendgrid-key>",), ("SendGrid API Key",)),
    ("slack_token", ("<slack-token>",), ("Slack Token",)),
    ("softlayer_key", ("<softlayer-key>", *SETTING), ("SoftLayer Credentials",)),
    ("square_key", ("<square-key>",), ("Square OAuth Secret",)),
    ("stripe_key", ("<stripe-key>",), ("Stripe Access Key",)),
    ("telegram_bot_token", ("<telegram-token>",), ("Telegram Bot Token",)),
    ("twilio_key", ("<twilio-key>",), ("Twilio API Key",)),
    ("url_credentials", ("address-with-password", "command-with-password"), ("Basic Auth Credentials",)),
)

CREDENTIAL = (
    "*-key", "*-token", "<*-key*>", "<*-token*>", *TOKEN, "address-with-password", "connection-string",
    "private-key", "signed-token", "sample-access-key",
)  # fmt: skip
"""What reports a credential of a vendor that no rival has a name for."""

_OURS_ALONE = (
    "anthropic_key atlassian_token bitbucket_secret databricks_token digitalocean_token dockerhub_token "
    "doppler_token dropbox_token facebook_token figma_token google_api_key grafana_token groq_key "
    "hashicorp_token heroku_key high_entropy_string huggingface_token linkedin_secret mailgun_key "
    "newrelic_key nuget_key okta_token other_secret postman_key rubygems_token salesforce_token "
    "shopify_token twitch_token twitter_token"
)

_IP = Kind("ip_address", ("<internet-address>", "internal-address"), ("IP_ADDRESS",), ("Public IP (ipv4)",))

KINDS = {
    kind.name: kind
    for kind in (
        *(_identifier(*row) for row in _IDENTIFIERS),
        _IP,
        *(Kind(name, (*ours, SAMPLE), (), theirs) for name, ours, theirs in _SECRETS),
        *(Kind(name, CREDENTIAL) for name in _OURS_ALONE.split()),
    )
}


def narrowed(names: Mapping[str, Iterable[str]]) -> dict[str, Kind]:
    """The kinds with only those claims that fit a name which the tool really has; `names` is by tool.

    A tool that is not in `names` was not asked and claims nothing.
    """
    known = {tool: tuple(all_of_it) for tool, all_of_it in names.items()}

    def kept(tool: str, claims: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            claim for claim in claims if any(fnmatchcase(name, claim) for name in known.get(tool, ()))
        )

    return {
        kind.name: Kind(kind.name, *(kept(tool, kind.claims(tool)) for tool in TOOLS))
        for kind in KINDS.values()
    }


def unfit_claims(tool: str, kinds: Mapping[str, Kind]) -> list[str]:
    """The claims made for a tool that `narrowed` dropped: written wrongly, or not there yet."""
    made = {claim for kind in KINDS.values() for claim in kind.claims(tool)}
    return sorted(made - {claim for kind in kinds.values() for claim in kind.claims(tool)})
