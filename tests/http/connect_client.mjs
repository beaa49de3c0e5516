// The official client of the Connect protocol against a server of Weft:
// connect_client.mjs URL DESCRIPTORS. Says "ok  ..." for each thing that holds.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

// The packages lie beside their lock file (tools/install.sh).
const require = createRequire(
  path.resolve("tools/connect/package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { createFileRegistry, fromBinary } = await load("@bufbuild/protobuf");
const { FileDescriptorSetSchema } = await load("@bufbuild/protobuf/wkt");
const { Code, ConnectError, createClient } = await load("@connectrpc/connect");
const { createConnectTransport } = await load("@connectrpc/connect-node");

const [baseUrl, descriptors] = process.argv.slice(2);
const registry = createFileRegistry(
  fromBinary(FileDescriptorSetSchema, readFileSync(descriptors)));

function clientOf(service, options = {}) {
  const transport = createConnectTransport({
    baseUrl, httpVersion: "1.1", ...options });
  return createClient(registry.getService(`weft.v1.${service}`), transport);
}

async function collect(stream) {
  const messages = [];
  for await (const message of stream) messages.push(message);
  return messages;
}

async function check(name, body) {
  await body();
  console.log(`ok  ${name}`);
}

async function failure(call) {
  try {
    await call();
  } catch (error) {
    return ConnectError.from(error);
  }
  return assert.fail("did not fail");
}

const start = { selector: { case: "name", value: "DeepSeek" } };

await check("unary call in proto", async () => {
  const answer = await clientOf("GraphService").ask({
    question: "Who founded DeepSeek?" });
  assert.equal(answer.answers[0].text, "Liang Wenfeng");
});

await check("unary call in JSON, with headers", async () => {
  let id;
  const answer = await clientOf("GraphService", { useBinaryFormat: false })
    .getEntity({ entity: start }, {
      headers: { "x-request-id": "test-7" },
      onHeader: (headers) => { id = headers.get("x-request-id"); } });
  assert.equal(answer.name, "DeepSeek");
  assert.equal(id, "test-7");
});

await check("unary call by GET", async () => {
  const answer = await clientOf("GraphService", { useHttpGet: true })
    .getStatistics({});
  assert.equal(answer.documentCount, 1n);
});

await check("error with details", async () => {
  const error = await failure(() => clientOf("GraphService").getEntity({
    entity: { selector: { case: "name", value: "Deepseak" } } }));
  assert.equal(error.code, Code.NotFound);
  assert.match(error.rawMessage, /did you mean "DeepSeek"/);
  const [info] = error.findDetails(
    registry.getMessage("google.rpc.ErrorInfo"));
  assert.equal(info.domain, "weft");
});

for (const useBinaryFormat of [true, false]) {
  await check(`server stream, binary: ${useBinaryFormat}`, async () => {
    const messages = await collect(
      clientOf("GraphService", { useBinaryFormat })
        .traverse({ start, depth: 2 }));
    const parts = messages.map((message) => message.message.case);
    assert.equal(parts[0], "header");
    assert.ok(parts.slice(1, -1).every((part) => part === "node"));
    assert.equal(parts.at(-1), "summary");
    assert.ok(parts.length > 2);
  });
}

await check("server stream that fails", async () => {
  const error = await failure(() => collect(
    clientOf("GraphService").traverse({ start, depth: 17 })));
  assert.equal(error.code, Code.InvalidArgument);
  assert.match(error.rawMessage, /depth/);
});

await check("time that is over", async () => {
  const error = await failure(() => collect(
    clientOf("ChangeService").watch({}, { timeoutMs: 300 })));
  assert.equal(error.code, Code.DeadlineExceeded);
});

await check("stream that the client leaves", async () => {
  const leave = new AbortController();
  const error = await failure(async () => {
    for await (const message of clientOf("ChangeService").watch(
      {}, { signal: leave.signal })) {
      assert.ok(message);
      leave.abort();
    }
  });
  assert.equal(error.code, Code.Canceled);
});
