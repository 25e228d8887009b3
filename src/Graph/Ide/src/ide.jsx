import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { SignInBar } from "./SignInBar.jsx";
import "graphiql/style.css";
import "./ide.css";

const endpoint = new URL("/graphql", window.location.href);
const socket = new URL("/graphql", window.location.href);
socket.protocol = endpoint.protocol === "https:" ? "wss:" : "ws:";

const welcome = `# PartnerGraph. Ctrl+Space completes, Ctrl+Enter runs; the book on the left is the schema's documentation.
# Sign in above, or write {"Authorization": "Bearer …"} under Headers.
{
  viewer {
    organization { name country }
    passwordChangeRequired
  }
}
`;

// The Headers tab wins over the bar, so that a request as somebody else needs no sign-out.
function fetcherFor(session) {
  const headers = session ? { Authorization: `Bearer ${session.accessToken}` } : {};
  const fetcher = createGraphiQLFetcher({
    url: endpoint.href,
    subscriptionUrl: socket.href,
    enableIncrementalDelivery: false,
  });
  return (params, options) => fetcher(params, { ...options, headers: { ...headers, ...options?.headers } });
}

function Ide() {
  const [session, setSession] = useState(null);
  const fetcher = useMemo(() => fetcherFor(session), [session]);
  return (
    <>
      <SignInBar endpoint={endpoint.href} session={session} onChange={setSession} />
      <div className="ide-editor">
        <GraphiQL fetcher={fetcher} defaultQuery={welcome} shouldPersistHeaders={false} />
      </div>
    </>
  );
}

createRoot(document.getElementById("ide")).render(<Ide />);
