"""Every shape of a token is found under its issuer; what is told, set or sent is told from talk about it.

Tokens are put together here when the tests run: each is an alphabet in order behind a published prefix, and
no file holds one in full.
"""

from __future__ import annotations

from itertools import cycle, islice

import pytest

from packs.compiled import TOGETHER, document_of, policy_of
from policykit.model.scales import Outcome

pytestmark = TOGETHER

HEX, BASE32 = "0123456789abcdef", "abcdefghijklmnopqrstuvwxyz234567"
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
MIXED = "aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV"


def run(alphabet: str, size: int) -> str:
    """The first `size` characters of an alphabet that starts again when it ends."""
    return "".join(islice(cycle(alphabet), size))


def h(size: int) -> str:
    return run(HEX, size)


def m(size: int) -> str:
    return run(MIXED, size)


UUID = f"{h(8)}-{h(4)}-{h(4)}-{h(4)}-{h(12)}"

TOKENS: dict[str, tuple[str, ...]] = {
    "aws-key-id": (f"AKIA{run(UPPER, 16)}", f"ASIA{run(UPPER, 16)}", f"A3T{run(UPPER, 17)}"),
    "aws-secret-key": (
        f"aws_secret_access_key = {m(40)}",
        f'"SecretAccessKey": "{m(40)}"',
        f"aws_session_token={m(180)}",
        f"amzn.mws.{UUID}",
        f"da2-{run(BASE32, 26)}",
        f"ABSK{m(112)}",
    ),
    "google-key": (
        f"AIza{m(35)}",
        f"GOCSPX-{m(28)}",
        f"ya29.{m(60)}",
        f"1//0{m(60)}",
        f"GOOG1{run(UPPER, 56)}",
        f"client_secret: {m(24)}",
    ),
    "azure-key": (
        f"AccountKey={m(86)}==",
        f"SharedAccessKey={m(43)}=",
        f"https://nwr.example/c?sv=2027-01-01&sig={m(43)}%3D",
        f"aB1{'8Q~'}{m(34)}",
        f"{m(76)}AZDO{m(4)}",
        f"https://nwr.azconfig.io;Id=abcd;Secret={m(43)}=",
        f"{m(44)}AzFu{m(8)}==",
        f"azure_devops_pat = {run(BASE32, 52)}",
        f'token = "{run(BASE32, 52)}"',
    ),
    "alibaba-key": (f"LTAI{m(20)}",),
    "tencent-key": (f"AKID{m(32)}",),
    "ibm-cloud-key": (
        f"ibm_cloud_api_key: {m(44)}",
        f"secret_access_key={h(48)}",
        f"access_key_id = '{h(32)}'",
    ),
    "softlayer-key": (f"--softlayer-api-key {h(64)}", f"https://api.softlayer.com/rest/v3.1/{h(64)}"),
    "cloudant-key": (f"cloudant_password='{h(64)}'", f'cloudant_key = "{run(BASE32[:26], 24)}"'),
    "digitalocean-token": (f"dop_v1_{h(64)}",),
    "databricks-token": (f"dapi{h(32)}", f"dapi{h(32)}-2"),
    "vault-token": (f"hvs.{m(24)}", f"VAULT_TOKEN=s.{m(24)}", f"vault operator unseal {m(44)}"),
    "terraform-token": (f"{m(14)}.atlasv1.{m(67)}",),
    "heroku-key": (f"HRKU-{UUID}", f"HEROKU_API_KEY={UUID}"),
    "cloudflare-token": (f"v1.0-{h(24)}-{h(146)}", f"CLOUDFLARE_API_TOKEN={m(40)}"),
    "fastly-token": (f"FASTLY_API_KEY={m(32)}",),
    "netlify-token": (f"nfp_{m(40)}",),
    "vercel-token": (f"vercel_blob_rw_{m(16)}_{m(30)}", f"VERCEL_TOKEN={m(24)}"),
    "hosting-token": (
        f"fo1_{m(43)}",
        f"sbp_{h(40)}",
        f"pscale_tkn_{m(43)}",
        f"pul-{h(40)}",
        f"rnd_{m(32)}",
        f"tskey-auth-{m(12)}-{m(32)}",
    ),
    "doppler-token": (f"dp.pt.{m(43)}", f"dp.st.dev.{m(43)}"),
    "onepassword-token": (f"ops_eyJ{m(250)}", f"A3-{run(UPPER, 6)}-{run(UPPER, 11)}-ABCD1-ABCD2-ABCD3"),
    "github-token": (f"ghp_{m(36)}", f"github_pat_{m(22)}_{m(59)}", f"GITHUB_TOKEN={h(40)}"),
    "gitlab-token": (
        f"glpat-{m(20)}",
        f"glptt-{h(40)}",
        f"gldt-{m(20)}",
        f"glrt-{m(20)}",
        f"glcbt-1_{m(20)}",
        f"glimt-{m(25)}",
        f"glagent-{m(50)}",
        f"gloas-{h(64)}",
        f"glsoat-{m(20)}",
        f"glffct-{m(20)}",
        f"GR1348941{m(20)}",
    ),
    "bitbucket-token": (f"ATBB{m(32)}", f"ATCTT3{m(180)}"),
    "npm-token": (f"npm_{m(36)}", f"//registry.npmjs.org/:_authToken={UUID}"),
    "pypi-token": (f"pypi-AgEIcHlwaS5vcmc{m(120)}", f"pypi-AgENdGVzdC5weXBpLm9yZw{m(120)}"),
    "rubygems-key": (f"rubygems_{h(48)}",),
    "nuget-key": (f"oy2{run(BASE32, 43)}",),
    "crates-token": (f"cio{m(32)}",),
    "package-token": (f"CLOJARS_{h(60)}", f"packagist_ack_{h(64)}", f"cmVmdGtuOj{m(54)}"),
    "artifactory-key": (f"AKCp{m(69)}", f"AP6{m(30)}"),
    "docker-token": (f"dckr_pat_{m(27)}", f"dckr_oat_{m(32)}"),
    "atlassian-token": (f"ATATT3x{m(180)}", f"JIRA_API_TOKEN={m(24)}"),
    "build-token": (
        f"CCIPAT_{m(22)}_{h(40)}",
        f"bkua_{h(40)}",
        f"squ_{h(40)}",
        f"-Dsonar.login={h(40)}",
        f"sgp_{h(16)}_{h(40)}",
        f"snyk_uat.{h(8)}.{m(40)}",
        f"SNYK_TOKEN={UUID}",
        f"CC_TEST_REPORTER_ID: {h(64)}",
        f"jenkinsToken = '11{h(32)}'",
        f"eyJ0eXAiOiAiVENWMiJ9.{m(32)}.{m(48)}",
        f"odt_{m(32)}",
        f"token: {h(6)}.{h(16)}",
        f"hawk.{m(20)}.{m(20)}",
        f"pnu_{m(36)}",
    ),
    "slack-token": (
        f"xoxb-{'0' * 12}-{'0' * 12}-{m(24)}",
        f"xoxe-1-{m(140)}",
        f"xapp-1-{run(UPPER, 11)}-0000000000000-{h(64)}",
        f"https://hooks.slack.com/services/T{run(UPPER, 8)}/B{run(UPPER, 8)}/{m(24)}",
    ),
    "discord-token": (f"MTA{m(21)}.{m(6)}.{m(38)}", f"https://discord.com/api/webhooks/{'1' * 18}/{m(68)}"),
    "telegram-token": (f"1234567890:AA{m(33)}", f"https://api.telegram.org/bot1234567890:AA{m(33)}/getMe"),
    "teams-webhook": (
        f"https://nwr.webhook.office.com/webhookb2/{UUID}@{UUID}/IncomingWebhook/{h(32)}/{UUID}",
    ),
    "sendgrid-key": (f"SG.{m(22)}.{m(43)}",),
    "mailgun-key": (f"key-{h(32)}", f"{h(32)}-{h(8)}-{h(8)}"),
    "mailchimp-key": (f"{h(32)}-us12",),
    "mail-key": (f"xkeysib-{h(64)}-{m(16)}", f"re_{m(8)}_{m(24)}", f"postmarkApiToken: '{UUID}'"),
    "twilio-key": (f"SK{h(32)}",),
    "twitch-token": (f"live_{'1' * 9}_{m(30)}", f"oauth:{run(BASE32, 30)}"),
    "facebook-token": (f"EAAB{m(120)}", f"{'1' * 15}|{m(27)}", f"fbApiKey:      '{h(32)}'"),
    "twitter-token": (f"{'A' * 21}{m(80)}", f"{'1' * 18}-{m(40)}", f"TWITTER_API_SECRET = '{m(41)}'"),
    "linkedin-secret": (f"WPL_AP1.{m(16)}.{m(8)}", f"LINKEDIN_CLIENT_SECRET={m(16)}"),
    "dropbox-token": (f"sl.{m(135)}", f"DROPBOX_APP_SECRET={run('ab1', 15)}"),
    "figma-token": (f"figd_{m(40)}", f"X-Figma-Token: 1234-{UUID}"),
    "office-token": (
        f"lin_api_{m(40)}",
        f"ntn_{m(46)}",
        f"pat{m(14)}.{h(64)}",
        f"1/{'1' * 16}:{h(32)}",
        f"pk_12345678_{run(UPPER, 32)}",
        f"CFPAT-{m(43)}",
        f"tfp_{m(44)}",
    ),
    "salesforce-token": (f"00D{m(12)}!{m(96)}",),
    "customer-records-token": (f"pat-na1-{UUID}", f"1000.{h(32)}.{h(32)}"),
    "okta-token": (f"Authorization: SSWS 00{m(40)}", f"okta_api_token = 00{m(40)}"),
    "postman-key": (f"PMAK-{h(24)}-{h(34)}",),
    "mapbox-token": (f"sk.eyJ{m(80)}.{m(22)}",),
    "adobe-secret": (f"p8e-{m(32)}",),
    "device-key": (f"aio_{m(28)}", f"8-{m(64)}"),
    "grafana-token": (f"glsa_{m(32)}_{h(8)}", f"glc_eyJ{m(100)}", f"eyJrIjoi{m(80)}"),
    "newrelic-key": (
        f"NRAK-{run(UPPER, 27)}",
        f"NRJS-{h(19)}",
        f"{h(36)}NRAL",
        f"newrelic_license_key: {h(40)}",
    ),
    "sentry-token": (f"sntryu_{h(64)}", f"sntrys_eyJ{m(120)}_{m(43)}"),
    "dynatrace-token": (f"dt0c01.{run(UPPER, 24)}.{run(UPPER, 64)}",),
    "datadog-key": (f"DD_API_KEY={h(32)}",),
    "openai-key": (f"sk-proj-{m(60)}", f"sk-{m(20)}T3BlbkFJ{m(20)}"),
    "anthropic-key": (f"sk-ant-api03-{m(95)}",),
    "huggingface-token": (f"hf_{run('aBcDeFgHiJkLmNoPqRsTuVwXyZ', 34)}",),
    "model-key": (
        f"gsk_{m(52)}",
        f"pplx-{m(48)}",
        f"r8_{m(37)}",
        f"xai-{m(80)}",
        f"sk-or-v1-{h(64)}",
        f"nvapi-{m(64)}",
        f"tvly-{m(32)}",
        f"fc-{h(32)}",
        f"jina_{m(60)}",
        f"lsv2_pt_{h(32)}_{h(10)}",
        f"pcsk_{m(6)}_{m(60)}",
    ),
    "stripe-key": (f"sk_live_{m(24)}", f"rk_live_{m(24)}", f"whsec_{m(32)}"),
    "square-key": (f"sq0atp-{m(22)}", f"sq0csp-{m(43)}", f"EAAAE{m(59)}"),
    "braintree-token": (f"access_token$production${run(BASE32, 16)}${h(32)}",),
    "payment-service-key": (f"access-production-{UUID}", f"FLWSECK-{h(32)}-X", f"rzp_live_{m(14)}"),
    "shopify-token": tuple(f"shp{kind}_{h(32)}" for kind in ("at", "ca", "pa", "ss")),
    "private-key-header": ("-----BEGIN EC PRIVATE KEY-----", "-----BEGIN PGP PRIVATE KEY BLOCK-----"),
    "private-key-in-base64": (f"LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ{m(60)}",),
    "age-key": (f"AGE-SECRET-KEY-1{run(UPPER, 58)}",),
    "wireguard-key": (f"PrivateKey = {m(43)}=",),
}

TOLD = (
    ("password-told", "hey the wifi password is now Sunny_Days88"),
    ("password-told", "Login for the demo box: demo@northwind.example / Demo2027!"),
    ("password-told", "pw for the printer: Epson#55"),
    ("password-told", "use admin:hunter22 until friday"),
    ("password-told", "Bl4ckbird! is our wifi password"),
    ("password-told", "Passwort fürs Gäste-WLAN: Sommerwind77"),
    ("password-told", "Zugangsdaten: nwr-demo / Halbinsel47"),
    ("password-told", "mdp de la boîte : Vapeur!88"),
    ("password-told", "identifiants : demo / Bleuet2027"),
    ("password-told", "usuario demo contraseña Nogal#4711"),
    ("password-told", "la contraseña sigue siendo Roble2026"),
    ("door-code", "the combo for the bike shed is 4-18-32"),
    ("door-code", "press 4471# at the gate"),
    ("door-code", "Alarmanlage: Code 0815, bitte nicht vergessen"),
    ("door-code", "le code de l'immeuble c'est 48B12"),
    ("door-code", "la clave de la alarma es 9034"),
    ("command-with-password", "mysql -u root -psup3rs3cret orders"),
    ("command-with-password", "Connect-VIServer nwr.example -User nwr -Password Tr0ub4dor1"),
    ("command-with-password", '<add key="MailPassword" value="opensesame"/>'),
    ("command-with-password", "CREATE USER nwr IDENTIFIED BY 'opensesame'"),
    ("secret-in-settings", 'if (token == "n0rthw1nd!2027x") {'),
    ("connection-string", "Data Source=db;Initial Catalog=orders;User ID=nwr;Password=opensesame;"),
)

TALK = (
    "The password must be 12+ characters with 1 number",
    "password reset link expires in 24h",
    "The wifi password is on the wall",
    "Das Passwort ist zu kurz, mindestens 8 Zeichen",
    "mot de passe oublié ? cliquez ici",
    "La clave del éxito es trabajar 24/7",
    "2FA is the new password",
    "Don't use Password123 as your password",
    "the code for the contest is SUMMER20",
    "token: ERC20 launch today",
    "the alarm is set for 6:30",
    "The combination of 12 and 34 is 46",
    'api_key = os.environ["API_KEY"]',
    "PASSWORD=changeme",
    "const token = await getToken(user.id);",
    "commit 3f9a1c7be2d0468f5a7b9c1d2e3f4a5b6c7d8e9f",
    "user login 2024 stats are up 20%",
    "entry code of conduct 2026",
    "password hash: $2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234",
    "request 01234567-89ab-cdef-0123-456789abcdef failed",
    "you can pass `--jobs=4x` to the builder",
)


@pytest.mark.parametrize(
    ("name", "token"),
    [
        pytest.param(name, token, id=f"{name}-{n}")
        for name, tokens in TOKENS.items()
        for n, token in enumerate(tokens, 1)
    ],
)
def test_a_token_is_found_under_its_issuers_name(name: str, token: str) -> None:
    decision = policy_of("credentials").evaluate(f"see {token} ok")
    assert decision.outcome is Outcome.BLOCK
    assert f"<{name}>" in {item.name for finding in decision.findings for item in finding.evidence}


def test_every_shape_has_an_example() -> None:
    assert set(document_of("tokens").detectors) == set(TOKENS)


def test_every_shape_names_its_source() -> None:
    assert all(detector.source for detector in document_of("tokens").detectors.values())


@pytest.mark.parametrize(("rule_id", "text"), TOLD)
def test_what_is_told_is_stopped(rule_id: str, text: str) -> None:
    decision = policy_of("credentials").evaluate(text)
    assert rule_id in {finding.rule_id for finding in decision.findings}
    assert decision.outcome >= Outcome.REVIEW


@pytest.mark.parametrize("text", TALK)
def test_talk_about_secrets_is_clean(text: str) -> None:
    assert policy_of("credentials").evaluate(text).findings == ()


@pytest.mark.parametrize(
    "text",
    ["AKIAIOSFODNN7EXAMPLE", f"ghp_{'x' * 36}", f"AC{'x' * 32}", "postgres://user:password@localhost/orders"],
)
def test_values_of_manuals_only_warn(text: str) -> None:
    decision = policy_of("credentials").evaluate(f"set it to {text} first")
    assert {finding.rule_id for finding in decision.findings} == {"sample-access-key"}
    assert decision.outcome is Outcome.WARN


def test_no_excuse_lifts_a_published_shape() -> None:
    decision = policy_of("credentials").evaluate(f"for example, a fake sample: ghp_{m(36)}")
    assert decision.outcome is Outcome.BLOCK
