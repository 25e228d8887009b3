import { useState } from "react";

const signIn = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { session { accessToken passwordChangeRequired } errors { message } }
}`;

// The token lives in this page's memory alone: a reload forgets it.
export function SignInBar({ endpoint, session, onChange }) {
  const [refusal, setRefusal] = useState("");

  async function submit(event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = form.get("email");
    const answer = await post(endpoint, { query: signIn, variables: { input: { email, password: form.get("password") } } });
    const payload = answer.data?.signIn;
    const refused = payload?.errors?.[0]?.message ?? answer.errors?.[0]?.message ?? "";
    setRefusal(refused);
    if (payload?.session) onChange({ email, ...payload.session });
  }

  async function leave() {
    await post(endpoint, { query: "mutation { signOut { errors { message } } }" }, session.accessToken);
    onChange(null);
  }

  if (session) {
    return (
      <div className="ide-bar">
        <span>
          Signed in as <strong>{session.email}</strong>
          {session.passwordChangeRequired && ": a new password must be set first (changePassword)"}
        </span>
        <button type="button" onClick={leave}>Sign out</button>
      </div>
    );
  }
  return (
    <form className="ide-bar" onSubmit={submit}>
      <input name="email" type="email" required placeholder="e-mail" aria-label="E-mail" autoComplete="username" />
      <input name="password" type="password" required placeholder="password" aria-label="Password" autoComplete="current-password" />
      <button type="submit">Sign in</button>
      <span role="alert">{refusal}</span>
    </form>
  );
}

async function post(endpoint, body, token) {
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json, application/json",
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(body),
    });
    return await response.json();
  } catch (error) {
    return { errors: [{ message: `The server did not answer: ${error.message}` }] };
  }
}
