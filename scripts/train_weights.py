#!/usr/bin/env python3
"""Learns the weights of words that name a cause where no rule does.

    scripts/train_weights.py --texts text-truth.jsonl [--parsed parsed.jsonl --mail-truth mail-truth.jsonl]

A softmax regression over words, pairs of neighbouring words and the codes beside them, in plain Python. It learns from the labelled
texts that are named, from the `example:` lines of our own rules and from our own wordings in
Tests/DiagnosisTests/Replies, and writes Sources/RuleBook/weights.txt, which Rebound embeds. Without --write it
only measures: five-fold cross-validation over the labelled texts, each fold learnt from the others and from what
is our own.

  --texts FILE        one JSON object a line: text, reason (Sisimai's name), reason_alt
  --parsed FILE       what `rebound parse --format jsonl` prints for labelled mail, with ...
  --mail-truth FILE   ... its labels
  --write             learn from everything and write the weights
"""
import argparse, collections, json, math, os, random, re, unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RULES = os.path.join(ROOT, 'Sources', 'RuleBook', 'rules')
REPLIES = os.path.join(ROOT, 'Tests', 'DiagnosisTests', 'Replies')
WEIGHTS = os.path.join(ROOT, 'Sources', 'RuleBook', 'weights.txt')

CAUSES = {
    'userunknown': 'user-unknown', 'hasmoved': 'moved', 'filtered': 'recipient-refused',
    'mailboxfull': 'mailbox-full', 'suspend': 'mailbox-inactive', 'hostunknown': 'domain-unknown',
    'notaccept': 'domain-refuses-mail', 'networkerror': 'network-error', 'expired': 'delivery-expired',
    'systemerror': 'system-error', 'systemfull': 'system-full', 'mailererror': 'mailer-error',
    'norelaying': 'relay-denied', 'securityerror': 'security', 'rejected': 'sender-rejected',
    'blocked': 'blocklisted', 'badreputation': 'bad-reputation', 'requireptr': 'missing-ptr',
    'authfailure': 'authentication-failed', 'ratelimited': 'rate-limited', 'speeding': 'rate-limited',
    'toomanyconn': 'rate-limited', 'policyviolation': 'policy', 'failedstarttls': 'tls-failed',
    'mesgtoobig': 'message-too-big', 'exceedlimit': 'message-too-big', 'emailtoolarge': 'message-too-big',
    'spamdetected': 'spam-content', 'virusdetected': 'virus', 'contenterror': 'content-rejected',
    'notcompliantrfc': 'not-rfc-compliant', 'syntaxerror': 'protocol-error',
}
# What the labels cannot tell apart. "undefined" is learnt too: from sentences that only announce a failure.
MERGED = {'greylisted': 'rate-limited', 'bad-address': 'user-unknown', 'authentication-required': 'security',
          'not-allowlisted': 'sender-rejected'}

# A word must stand in so many texts, and a weight be so large, to be written.
MINIMUM_TEXTS = 2
MINIMUM_WEIGHT = 0.20
# The confidence from which on a cause is named: where nothing else is known, and where a code says something
# vague. They are low, since one who is half right says more than one who says nothing, and no report is acted on
# that weights alone have judged: see the figures that this script prints.
THRESHOLD = 0.20
THRESHOLD_BESIDE_CODE = 0.30
# That from which on an address is said not to exist: sentences that only announce a failure sound like it.
THRESHOLD_UNKNOWN = 0.50
# Sentences that only announce a failure are few among ours, and many in mail: each counts so often.
ANNOUNCEMENTS = 3


def fillers():
    words = set()
    with open(os.path.join(RULES, 'reading.rules'), encoding='utf-8') as file:
        for stanza in file.read().split('\n\n'):
            if 'reading: filler' in stanza:
                for line in stanza.splitlines():
                    if line.startswith('words:'):
                        words |= {word.strip() for word in line[6:].split(',')}
    return words


FILLERS = fillers()
GERMAN = str.maketrans({'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'ł': 'l', 'đ': 'd'})
ELISION = re.compile("(?<![^\\W_])(?:l|d|un|qu|all|dell|dall|nell|sull)['’](?=[^\\W_])")


def words(text):
    """The words of a text as Rebound's tokeniser folds them, as far as they are words of a sentence."""
    found = []
    for run in re.split(r'[\s<>()\[\]{}",;|!^`]+', text.lower()):
        if '@' in run or '://' in run or re.fullmatch(r'[\w-]+(\.[\w-]+)+\.?', run):
            continue
        run = unicodedata.normalize('NFD', run.translate(GERMAN))
        run = ''.join(c for c in run if not unicodedata.combining(c))
        run = ELISION.sub('', run).replace("'", '').replace('’', '')
        for word in re.findall(r'[^\W_]+', run):
            if word in FILLERS or not any(c.isalpha() for c in word):
                continue
            if re.search('[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]', word):
                found += list(word)
            elif len(word) < 24 and sum(c.isdigit() for c in word) < 4:
                found.append(word)
    return found


def wordings():
    """The wordings of the tests: (text, cause)."""
    found = []
    for name in sorted(os.listdir(REPLIES)):
        with open(os.path.join(REPLIES, name), encoding='utf-8') as file:
            for line in file:
                if '\t' in line and not line.startswith('#'):
                    cause, text = line.rstrip('\n').split('\t', 1)
                    cause = cause.split('/')[0]
                    found.append((text, MERGED.get(cause, cause)))
    return found


def vocabulary():
    """Only words of our own rules and wordings are learnt, so that nothing of a labelled text itself is kept."""
    known = set()
    for name in os.listdir(RULES):
        with open(os.path.join(RULES, name), encoding='utf-8') as file:
            for line in file:
                if re.match('(phrase|words|example|not|with|mark):', line):
                    known |= {word for word in words(re.sub('[*…<>]', ' ', line.split(':', 1)[1]))
                              if not any(c.isdigit() for c in word)}
    for text, _ in wordings():
        known |= {word for word in words(text) if not any(c.isdigit() for c in word)}
    return known


def codes(text):
    """The codes of a text, the enhanced one without its class: they tell no more than words do."""
    found = []
    for subject, detail in re.findall(r'(?<![\d.])[245]\.(\d{1,2})\.(\d{1,3})(?![\d.])', text)[-1:]:
        found += ['@x.%s' % subject, '@x.%s.%s' % (subject, detail)]
    reply = re.match(r'\s*([45]\d\d)(?!\d)', text)
    return found + (['@' + reply[1]] if reply else [])


def sequence(text):
    return codes(text) + [word for word in words(text) if word in VOCABULARY]


VOCABULARY = vocabulary()


def examples():
    """Our own: the example lines of the rules, and the wordings of the tests: (text, cause)."""
    found = []
    for name in sorted(os.listdir(RULES)):
        with open(os.path.join(RULES, name), encoding='utf-8') as file:
            for stanza in file.read().split('\n\n'):
                cause = re.search(r'^cause: *(\S+)', stanza, re.M)
                if cause:
                    for line in re.findall(r'^example: *(.*)', stanza, re.M):
                        found.append((line, MERGED.get(cause[1], cause[1])))
    found += wordings()
    return found + (ANNOUNCEMENTS - 1) * [row for row in found if row[1] == 'undefined']


def labelled(path):
    """(text, cause, causes that are right too)"""
    found = []
    with open(path, encoding='utf-8') as file:
        for line in file:
            row = json.loads(line)
            if row['reason'] in CAUSES:
                right = {CAUSES[r] for r in [row['reason']] + (row.get('reason_alt') or []) if r in CAUSES}
                found.append((row['text'], CAUSES[row['reason']], right))
    return found


def from_mail(parsed, truth):
    reasons = {}
    with open(truth, encoding='utf-8') as file:
        for line in file:
            row = json.loads(line)
            for recipient in row.get('recipients') or []:
                reasons[row['file'], recipient['address'].lower()] = recipient.get('reason')
    found, seen = [], set()
    with open(parsed, encoding='utf-8') as file:
        for line in file:
            row = json.loads(line)
            name = '/'.join(row['file'].split('/')[-2:])
            for recipient in row.get('recipients') or []:
                text = recipient.get('diagnostic') or ''
                reason = reasons.get((name, recipient['address'].lower()))
                if reason in CAUSES and text not in seen:
                    seen.add(text)
                    found.append((text, CAUSES[reason], {CAUSES[reason]}))
    return found


class Model:
    def __init__(self, documents, epochs=30, decay=2e-4, seed=1):
        self.causes = sorted({cause for _, cause in documents})
        index = {cause: i for i, cause in enumerate(self.causes)}
        self.words = self.frequent(set(found) for found, _ in documents)
        # Words that are rare are not there at all: the pairs run through them.
        keep = self.words | self.frequent(set(self.pairs(found)) for found, _ in documents)
        data = [([f for f in self.features(found) if f in keep], index[cause]) for found, cause in documents]
        n = len(self.causes)
        self.weights = {f: [0.0] * n for f in keep}
        self.bias = [0.0] * n
        grown = {f: [1e-3] * n for f in keep}
        grown_bias = [1e-3] * n
        order = random.Random(seed)
        for _ in range(epochs):
            order.shuffle(data)
            for found, right in data:
                p = self.probabilities(found)
                for i in range(n):
                    slope = p[i] - (1.0 if i == right else 0.0)
                    if abs(slope) < 1e-3:
                        continue
                    grown_bias[i] += slope * slope
                    self.bias[i] -= 0.3 * slope / math.sqrt(grown_bias[i])
                    for f in found:
                        w, g = self.weights[f], grown[f]
                        step = slope + decay * len(data) / 30 * w[i]
                        g[i] += step * step
                        w[i] -= 0.3 * step / math.sqrt(g[i])
        # What is left is what is written.
        for w in self.weights.values():
            for i, value in enumerate(w):
                w[i] = round(value, 2) if abs(value) >= MINIMUM_WEIGHT else 0.0

    @staticmethod
    def frequent(sets):
        seen = collections.Counter(f for found in sets for f in found)
        return {f for f, n in seen.items() if n >= MINIMUM_TEXTS}

    def pairs(self, found):
        known = [word for word in found if word in self.words and word[0] != '@']
        return [a + ' ' + b for a, b in zip(known, known[1:])]

    def features(self, found):
        return sorted({word for word in found if word in self.words} | set(self.pairs(found)))

    def probabilities(self, found):
        score = list(self.bias)
        for f in found:
            w = self.weights.get(f)
            if w:
                for i, value in enumerate(w):
                    score[i] += value
        top = max(score)
        powers = [math.exp(s - top) for s in score]
        total = sum(powers)
        return [x / total for x in powers]

    def name(self, found):
        p = self.probabilities(self.features(found))
        i = max(range(len(p)), key=p.__getitem__)
        return self.causes[i], p[i]


def measure(corpus, own, folds=5):
    """-> [(confidence, whether right)] over all texts, each judged by a model that has not seen it."""
    rows = list(enumerate(corpus))
    random.Random(7).shuffle(rows)
    answers = []
    for fold in range(folds):
        learn = [(sequence(t), c) for i, (t, c, _) in rows if i % folds != fold] + own
        model = Model(learn)
        for i, (text, _, right) in rows:
            if i % folds == fold:
                cause, confidence = model.name(sequence(text))
                answers.append((confidence, cause in right))
    return answers


def report(answers):
    lines = []
    for threshold in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        given = [right for confidence, right in answers if confidence >= threshold]
        lines.append('confidence >= %.1f: %5.1f %% answered, %5.1f %% of the answers right' % (
            threshold, 100 * len(given) / len(answers), 100 * sum(given) / max(1, len(given))))
    return lines


def write(model, lines, counts):
    with open(WEIGHTS, 'w', encoding='utf-8') as file:
        file.write('# Weights of words, pairs of words and codes for causes, in hundredths; written by\n'
                   '# scripts/train_weights.py, never by hand. Learnt from %d labelled texts and %d of our own,\n'
                   '# examples of rules and wordings. Five-fold cross-validation over the labelled texts:\n' % counts)
        for line in lines:
            file.write('#   %s\n' % line)
        thresholds = (THRESHOLD, THRESHOLD_BESIDE_CODE, THRESHOLD_UNKNOWN)
        file.write('threshold %s\n' % ' '.join('%d' % round(100 * threshold) for threshold in thresholds))
        file.write('causes %s\n' % ' '.join(model.causes))
        file.write('bias %s\n' % ' '.join('%d:%d' % (i, round(100 * b)) for i, b in enumerate(model.bias)))
        for feature in sorted(model.weights):
            kept = [(i, round(100 * w)) for i, w in enumerate(model.weights[feature]) if w]
            if kept or ' ' not in feature:
                file.write('%s\t%s\n' % (feature, ' '.join('%d:%d' % pair for pair in kept)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--texts', required=True, action='append')
    parser.add_argument('--parsed')
    parser.add_argument('--mail-truth')
    parser.add_argument('--write', action='store_true')
    arguments = parser.parse_args()
    corpus = [row for path in arguments.texts for row in labelled(path)]
    if arguments.parsed and arguments.mail_truth:
        corpus += from_mail(arguments.parsed, arguments.mail_truth)
    own = [(sequence(text), cause) for text, cause in examples()]
    lines = report(measure(corpus, own))
    print('\n'.join(lines))
    if arguments.write:
        model = Model([(sequence(t), c) for t, c, _ in corpus] + own)
        write(model, lines, (len(corpus), len(own)))
        print('%s: %d bytes' % (WEIGHTS, os.path.getsize(WEIGHTS)))


if __name__ == '__main__':
    main()
