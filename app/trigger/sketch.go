package trigger

import (
	"bytes"
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// maxWords is how many different words of an answer are kept. Of a longer one
// those with the smallest digests are: an even sample, the same for two texts
// that share them.
const maxWords = 96

// minWords is the least that can be repeated. "Yes" twice is an answer twice.
const minWords = 2

// Weights of a word in a likeness. Words that every sentence has say little
// about whether two of them mean the same.
const (
	weightContent = 3
	weightFiller  = 1
)

// sketch is what is kept of an answer: enough to compare it, not to read it.
type sketch struct {
	whole   uint64   // digest of all words in order
	numbers uint64   // digest of the words with figures, in order
	words   []uint32 // sorted digests of the different words; bit 0 marks filler
	sampled bool     // words are a sample
}

// sketchOf makes a sketch of what t says beyond standing phrases; ok is false
// if that is nothing.
func sketchOf(t *text) (s sketch, ok bool) {
	var stack [2 * maxWords]uint32
	words := stack[:0]
	s.whole, s.numbers = fnvOffset, fnvOffset
	count := 0
	for from := 0; from < len(t.tokens); {
		to := from + 1
		for to < len(t.tokens) && t.tokens[to].clause == t.tokens[from].clause {
			to++
		}
		if !standing(t, from, to) {
			for i := from; i < to; i++ {
				words = append(words, s.take(t.word(i)))
				count++
			}
		}
		from = to
	}
	if count < minWords || !slices.ContainsFunc(words, func(w uint32) bool { return w&1 == 0 }) {
		return sketch{}, false
	}
	slices.Sort(words)
	words = slices.Compact(words)
	if len(words) > maxWords {
		words, s.sampled = words[:maxWords], true
	}
	s.words = slices.Clone(words)
	return s, true
}

// take counts one word into the digests and returns its own.
func (s *sketch) take(w []byte) uint32 {
	h := uint64(fnvOffset)
	figures := false
	for _, b := range w {
		h = (h ^ uint64(b)) * fnvPrime
		figures = figures || isDigit(b)
	}
	s.whole = (s.whole ^ h) * fnvPrime
	if figures {
		s.numbers = (s.numbers ^ h) * fnvPrime
	}
	d := uint32(h>>33) << 1
	if _, ok := fillers[string(w)]; ok {
		d |= 1
	}
	return d
}

// The parameters of 64-bit FNV-1a: a digest that is the same in each process,
// which a keyed one is not.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// likeness returns the weighted share of words that two answers have in
// common, 1 for the same words in the same order. Answers that differ in a
// figure are at most half alike: another amount is another answer.
func (s sketch) likeness(o sketch) chat.Score {
	if s.whole == o.whole {
		return chat.ScoreOne
	}
	a, b := s.words, o.words
	if s.sampled || o.sampled {
		// Beyond the lower end of the two samples nothing is known of one.
		last := ^uint32(0)
		if s.sampled {
			last = a[len(a)-1]
		}
		if o.sampled {
			last = min(last, b[len(b)-1])
		}
		a, b = upTo(a, last), upTo(b, last)
	}
	both, all := overlap(a, b)
	if all == 0 {
		return chat.ScoreOf(0)
	}
	// The same words in another order are not quite the same answer.
	l := min(both*10_000/all, 9_999)
	if s.numbers != o.numbers {
		l = min(l, 5_000)
	}
	return chat.ScoreOf(l)
}

func upTo(words []uint32, last uint32) []uint32 {
	i, found := slices.BinarySearch(words, last)
	if found {
		i++
	}
	return words[:i]
}

// overlap returns twice the weight that two sorted lists share, and the
// weight of both.
func overlap(a, b []uint32) (both, all int) {
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			all += weight(a[i])
			i++
		case i == len(a) || b[j] < a[i]:
			all += weight(b[j])
			j++
		default:
			both += 2 * weight(a[i])
			all += 2 * weight(a[i])
			i, j = i+1, j+1
		}
	}
	return both, all
}

func weight(w uint32) int {
	if w&1 == 1 {
		return weightFiller
	}
	return weightContent
}

// standing reports whether the clause of tokens from..to is a standing
// phrase, or little more than one.
func standing(t *text, from, to int) bool {
	clause := t.folded[t.tokens[from].start : t.tokens[to-1].end+1]
	for _, p := range standingPhrases {
		if at := bytes.Index(clause, p.words); at >= 0 && (at == 0 || clause[at-1] == ' ') && 2*p.count >= to-from {
			return true
		}
	}
	return false
}

// phrase is a standing phrase as folded words, each with a space after it.
type phrase struct {
	words []byte
	count int
}

// standingPhrases are said in every chat and repeat nothing. They are
// folded as text is. Read-only.
var standingPhrases = phrases(`
is there anything else that i can
is there anything else i can
anything else i can
is there anything else
anything else you need
help you with anything else
help with anything else
assist you with anything else
help you further
assist you further
need any more help
need more help
anything else you would like
do you need anything else
do you need any other help
do you need help with anything else
what else can i
how can i help
how may i help
how can i assist
how may i assist
happy to help
glad to help
glad i could help
thank you for contacting
thank you for reaching out
thank you for your patience
thanks for your patience
thank you for waiting
thanks for waiting
thank you
thanks
you are welcome
youre welcome
my pleasure
no problem
one moment
please wait
please hold
just a moment
let me check
let me have a look
i am checking
have a nice day
have a great day
have a good day
sorry for the inconvenience
sorry for the trouble
i am sorry
im sorry
i apologize
i apologise
apologies for the inconvenience
i understand
sure
okay
got it
hello
hi
namaste
goodbye
bye
aur koi madad
aur kuch madad
aur kya madad
main aapki kya madad
main aapki kaise madad
dhanyavad
dhanyawad
shukriya
और कोई मदद कर सकता
और कोई मदद कर सकती
और कोई सहायता कर सकता
और कोई सहायता कर सकती
और कोई मदद
और कोई सहायता
मैं आपकी क्या मदद
मैं आपकी कैसे मदद
मैं आपकी क्या सहायता
धन्यवाद
नमस्ते
कृपया प्रतीक्षा करें
`)

func phrases(lines string) (ps []phrase) {
	var t text
	for line := range strings.Lines(lines) {
		if t.read(strings.TrimSpace(line)); len(t.tokens) > 0 {
			ps = append(ps, phrase{words: slices.Clone(t.folded), count: len(t.tokens)})
		}
	}
	return ps
}

// fillers are the words that say little by themselves. Read-only.
var fillers = wordSet(`
a an the this that these those it its is are was were be been am do does did
have has had will would can could shall should may might must to of in on at
for from with by about as and or but if so not no yes i im ive you your yours
he she they them we our us me my mine there here please what which who how
when where why any some very just also now then
main mein me hai hain he h ho hu hun ka ke ki ko se par aur ya to bhi na nahi
aap aapka aapki aapke kya kripya ji
है हैं हूं हो था थी थे का के की को से में पर और या तो भी न नहीं आप आपका आपकी आपके मैं हम क्या कृपया जी यह वह
`)

func wordSet(words string) map[string]struct{} {
	var t text
	set := make(map[string]struct{})
	for line := range strings.Lines(words) {
		t.read(line)
		for i := range t.tokens {
			set[string(t.word(i))] = struct{}{}
		}
	}
	return set
}
