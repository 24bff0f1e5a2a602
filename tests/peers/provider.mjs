// SPDX-License-Identifier: EUPL-1.2
// A provider made with `oidc-provider`: everybody is Anna, nobody is asked anything. What it does badly is told to it.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider, { interactionPolicy } from "oidc-provider";

const told = JSON.parse(process.argv[2]);
const anna = { sub: "anna", given_name: "Anna", family_name: "Żak", email: "anna@example.test", pesel: "44051401359" };
const keys = [generateKeyPairSync("rsa", { modulusLength: 2048 }), generateKeyPairSync("ec", { namedCurve: "P-256" })];
const clock = Date.now;
Date.now = () => clock() + (told.shift ?? 0) * 1000;
const server = createServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "ssoz",
      client_secret: told.secret,
      redirect_uris: [told.callback],
      post_logout_redirect_uris: [told.afterLogout],
      backchannel_logout_uri: told.backchannel,
      backchannel_logout_session_required: true,
      ...told.client,
    },
  ],
  jwks: { keys: keys.map(({ privateKey }) => ({ ...privateKey.export({ format: "jwk" }), use: "sig" })) },
  scopes: ["openid", "profile", "email", "pesel"],
  claims: {
    openid: ["sub", "acr", "auth_time", "sid"],
    profile: ["given_name", "family_name"],
    email: ["email"],
    pesel: ["pesel"],
  },
  acrValues: ["http://eidas.europa.eu/LoA/low", "http://eidas.europa.eu/LoA/substantial"],
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  cookies: { keys: ["a secret of the test"] },
  enabledJWA: { idTokenSigningAlgValues: ["RS256", "ES256", "PS256", "HS256"], userinfoSigningAlgValues: ["RS256"] },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    jwtUserinfo: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: (use) => ({ ...anna, ...(use === "userinfo" ? told.userinfo : told.idToken) }),
  }),
  interactions: { policy: interactionPolicy.base(), url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: "ssoz", accountId: "anna" });
    grant.addOIDCScope("openid profile email pesel");
    await grant.save();
    return grant;
  },
  ttl: { IdToken: 300, Session: 86400, Grant: 86400, AccessToken: 300, Interaction: 86400 },
  fetch: (address, { dispatcher, ...options }) => fetch(address, options), // its own refuses the loopback
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  const ts = Math.floor(Date.now() / 1000) - (told.age ?? 0);
  await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: "anna", acr: told.acr, ts, remember: true } });
  ctx.respond = false;
});
server.on("request", provider.callback());
console.log(issuer);
