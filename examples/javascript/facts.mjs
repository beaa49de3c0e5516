// A client of Weft in JavaScript: sends a document, lists what it says, asks a
// question, deletes the document.
//
//   node facts.mjs HOST:PORT [FOLDER OF THE PROTOS]

import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const require = createRequire(import.meta.url);
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const ID = 'example.txt';
const TEXT = 'Ada Lovelace wrote the first program in 1843. ' +
    'Charles Babbage designed the Analytical Engine.';

// Every call should have a deadline.
const deadline = () => ({deadline: Date.now() + 30_000});

function loadServices(protos) {
  const definition = loader.loadSync(
      ['weft/v1/graph.proto', 'weft/v1/ingestion.proto'],
      {includeDirs: [protos], keepCase: false, defaults: true, longs: String});
  return grpc.loadPackageDefinition(definition).weft.v1;
}

// A unary call as a promise.
function call(client, method, request) {
  return promisify(client[method]).call(
      client, request, new grpc.Metadata(), deadline());
}

// Documents go out and acknowledgements come in on one stream, in order. An
// acknowledged document is durable.
async function ingest(ingestion) {
  const stream = ingestion.ingestDocuments(new grpc.Metadata(), deadline());
  stream.write(
      {document: {id: ID, content: Buffer.from(TEXT)}, replace: true});
  stream.end();
  for await (const response of stream) {
    // An error of one document does not end the stream.
    if (response.error?.code) {
      console.error(`${response.documentId}: ${response.error.message}`);
      continue;
    }
    console.log(`${response.documentId}: ${response.factCount} facts`);
  }
}

// Lists come in pages; an empty token is the end.
async function listFacts(graph) {
  let pageToken = '';
  do {
    const page =
        await call(graph, 'listFacts', {documentId: ID, pageToken});
    for (const fact of page.facts) {
      const object = fact.object?.value?.text ?? fact.object?.entity?.name;
      console.log([fact.subject.entity.name, fact.relation.display,
                   object ?? ''].join(' | '));
    }
    pageToken = page.nextPageToken;
  } while (pageToken);
}

async function ask(graph) {
  const response = await call(
      graph, 'ask', {question: 'Who designed the Analytical Engine?'});
  for (const answer of response.answers) {
    console.log(`answer: ${answer.text}`);
  }
}

async function main() {
  if (process.argv.length < 3) {
    console.error('usage: node facts.mjs HOST:PORT [FOLDER OF THE PROTOS]');
    return 2;
  }
  const here = path.dirname(fileURLToPath(import.meta.url));
  const services =
      loadServices(process.argv[3] ?? path.join(here, '../../proto'));
  const address = process.argv[2];
  const credentials = grpc.credentials.createInsecure();
  const ingestion = new services.IngestionService(address, credentials);
  const graph = new services.GraphService(address, credentials);
  try {
    await ingest(ingestion);
    await listFacts(graph);
    await ask(graph);
    await call(ingestion, 'deleteDocument', {id: ID});
    return 0;
  } catch (error) {
    console.error(error.details ?? error.message);
    return 1;
  } finally {
    ingestion.close();
    graph.close();
  }
}

process.exitCode = await main();
