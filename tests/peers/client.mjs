// SPDX-License-Identifier: EUPL-1.2
// A client made with `openid-client` walks through our provider in the session of a cookie, and says what it learned.
import * as client from "openid-client";

const told = JSON.parse(process.argv[2]);
const config = await client.discovery(new URL(told.issuer), told.id, undefined, client.ClientSecretBasic(told.secret), {
  execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
});

const visit = (address) => fetch(address, { headers: { cookie: told.cookie }, redirect: "manual" });
const verifier = client.randomPKCECodeVerifier();
const expected = { expectedState: client.randomState(), expectedNonce: client.randomNonce() };
const question = client.buildAuthorizationUrl(config, {
  redirect_uri: told.callback,
  scope: "openid profile email pesel",
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  state: expected.expectedState,
  nonce: expected.expectedNonce,
  max_age: "3600",
});
const back = new URL((await visit(question)).headers.get("location"));
const tokens = await client.authorizationCodeGrant(config, back, {
  ...expected,
  pkceCodeVerifier: verifier,
  maxAge: 3600,
  idTokenExpected: true,
});
const userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
await client.fetchUserInfo(config, refreshed.access_token, tokens.claims().sub);
await client.tokenRevocation(config, refreshed.access_token);
const revoked = await client.fetchUserInfo(config, refreshed.access_token, tokens.claims().sub).catch((error) => error.code);

const refused = await client
  .authorizationCodeGrant(config, back, { ...expected, pkceCodeVerifier: verifier, maxAge: 3600 })
  .catch((error) => error.error);
const leaving = client.buildEndSessionUrl(config, {
  post_logout_redirect_uri: told.afterLogout,
  id_token_hint: refreshed.id_token,
  state: "koniec",
});
const left = (await visit(leaving)).headers.get("location");
const silent = client.buildAuthorizationUrl(config, {
  redirect_uri: told.callback,
  scope: "openid",
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  prompt: "none",
});
const after = await client
  .authorizationCodeGrant(config, new URL((await visit(silent)).headers.get("location")), { pkceCodeVerifier: verifier })
  .catch((error) => error.error);

console.log(JSON.stringify({ claims: tokens.claims(), refreshed: refreshed.claims(), userinfo, refused, revoked, left, after }));
