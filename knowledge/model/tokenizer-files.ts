import { copyFile, writeFile } from 'node:fs/promises'
import type { Stage } from './replace-files.js'
import type { WeightsPackage } from './weights-package.js'

/**
 * Writes what @xenova/transformers wants beside a model: config.json and tokenizer.json as the
 * package has them, and a tokenizer_config.json for uncased BERT with the package's token limit.
 */
export async function writeTokenizerFiles(weights: WeightsPackage, stage: Stage): Promise<void> {
  await copyFile(weights.configPath, stage('config.json'))
  await copyFile(weights.tokenizerPath, stage('tokenizer.json'))
  const settings = {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    model_max_length: weights.maxTokens,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    mask_token: '[MASK]',
  }
  await writeFile(stage('tokenizer_config.json'), JSON.stringify(settings))
}
