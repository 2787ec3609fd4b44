package practice

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"strings"

	"floorwalker/app/chat"
)

// Bot answers from solution articles by the words that a question shares with
// them. It is simple on purpose: it is fast, it is the same on every machine,
// and it is wrong often enough to be worth watching.
type Bot struct {
	articles []article
	// weight of a term: the rarer among articles, the heavier.
	weight map[string]float64
	rare   float64 // the weight of a term that no article has
	// polite are the terms of small talk: they count only where a customer
	// says nothing else.
	polite map[string]bool
}

// article is one file: a heading, a line of keywords, and the answer.
type article struct {
	file   string
	title  string
	answer string
	terms  map[string]float64 // 1 in title or keywords, less in the answer
	polite bool               // small talk
}

// ErrNoArticles says that the bot would have nothing to say.
var ErrNoArticles = errors.New("no solution articles")

// inAnswer is how much a term counts that stands in the answer only.
const inAnswer = 0.4

// LoadBot reads the folder articles: Markdown files that start with a heading,
// "# Set up call forwarding", and a line "Keywords: forward, divert", or
// "Small talk: hello, thanks" where the answer is no solution.
func LoadBot(files fs.FS) (*Bot, error) {
	names, err := fs.Glob(files, "articles/*.md")
	if err != nil {
		return nil, fmt.Errorf("practice articles: %w", err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("practice articles: %w", ErrNoArticles)
	}
	b := &Bot{weight: make(map[string]float64), polite: make(map[string]bool)}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("practice articles: %w", err)
		}
		a, err := parseArticle(path.Base(name), string(text))
		if err != nil {
			return nil, fmt.Errorf("practice articles: %s: %w", name, err)
		}
		b.articles = append(b.articles, a)
	}
	b.weigh()
	return b, nil
}

// ErrArticle says that a file is not an article.
var ErrArticle = errors.New("an article starts with a heading, a line of keywords, and an answer")

func parseArticle(file, text string) (article, error) {
	var polite bool
	if matter, rest, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n"); ok && "---\n"+matter+"\n---\n"+rest == text {
		text = rest // where customers can read it is not the bot's business
	}
	head, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	title, ok := strings.CutPrefix(head, "# ")
	keys, answer, _ := strings.Cut(strings.TrimSpace(rest), "\n")
	keywords, keyed := strings.CutPrefix(keys, "Keywords:")
	if !keyed {
		keywords, polite = strings.CutPrefix(keys, "Small talk:")
	}
	answer = strings.TrimSpace(answer)
	if !ok || !(keyed || polite) || answer == "" {
		return article{}, ErrArticle
	}
	a := article{file: file, title: title, answer: answer, terms: make(map[string]float64), polite: polite}
	for _, t := range terms(answer) {
		a.terms[t] = inAnswer
	}
	for _, t := range terms(title + " " + keywords) {
		a.terms[t] = 1
	}
	return a, nil
}

func (b *Bot) weigh() {
	count := make(map[string]int)
	for _, a := range b.articles {
		for t := range a.terms {
			count[t]++
		}
	}
	n := float64(len(b.articles))
	for t, c := range count {
		b.weight[t] = math.Log(1 + n/float64(c))
	}
	b.rare = math.Log(1 + n)
	for _, a := range b.articles {
		for t, w := range a.terms {
			if a.polite && w == 1 && count[t] == 1 {
				b.polite[t] = true
			}
		}
	}
}

// meant returns the terms of a question, without its small talk if there is
// anything else.
func (b *Bot) meant(question string) []string {
	all := terms(question)
	var rest []string
	for _, t := range all {
		if !b.polite[t] {
			rest = append(rest, t)
		}
	}
	if len(rest) == 0 {
		return all
	}
	return rest
}

// Answer returns what the bot says to a customer's line, and how sure it is.
// The confidence is the share of the question's meaning that the best article
// covers, less some where the next article covers nearly as much. Below a
// quarter it gives no article and says that it did not understand.
func (b *Bot) Answer(question string) (string, chat.Score) {
	asked := b.meant(question)
	var total float64
	for _, t := range asked {
		total += b.heft(t)
	}
	if total == 0 {
		return sorry(question), chat.ScoreOfFloat(0.2)
	}
	best, first, second := -1, 0.0, 0.0
	for i := range b.articles {
		switch s := b.cover(&b.articles[i], asked) / total; {
		case s > first:
			best, first, second = i, s, first
		case s > second:
			second = s
		}
	}
	confidence := sure(first, second)
	if best < 0 || confidence < 0.25 {
		return sorry(question), chat.ScoreOfFloat(confidence)
	}
	return b.articles[best].answer, chat.ScoreOfFloat(confidence)
}

// sure makes a confidence of the two best covers. A question is rarely all
// keywords, so half of it well covered is already a good match.
func sure(first, second float64) float64 {
	margin := first - second
	return min(0.97, 1.25*first*(0.75+0.5*min(1, 2*margin)))
}

func (b *Bot) heft(t string) float64 {
	if w, ok := b.weight[t]; ok {
		return w
	}
	return b.rare / 2 // it may mean nothing at all
}

func (b *Bot) cover(a *article, asked []string) float64 {
	var sum float64
	for _, t := range asked {
		sum += a.terms[t] * b.heft(t)
	}
	return sum
}

// sorry is what the bot says when it has nothing, in the customer's script.
func sorry(question string) string {
	for _, r := range question {
		if r >= '\u0900' && r <= '\u097f' {
			return "माफ़ कीजिए, मैं यह समझ नहीं पाया। क्या आप इसे दूसरे शब्दों में लिख सकते हैं?"
		}
	}
	return "I'm sorry, I did not understand that. Could you put it in other words?"
}
