package knowledge

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxArticle is the size of the largest article, in bytes: eight of them are
// read to judge one message. A longer one has to be split.
const MaxArticle = 64 << 10

// ErrArticle means that a file is no article. [ParseMarkdown] says why.
var ErrArticle = errors.New("knowledge: no article")

// ArticleID names an article: the path of its file, or what the hub or the
// canned library calls it. Ids of one base are unique.
type ArticleID string

// Article is one text of what the bot may say.
type Article struct {
	ID    ArticleID
	Title string
	// Text is plain: marks of Markdown are gone.
	Text string
	// Canned says that it is an approved text, not a solution article.
	Canned bool
	// Link is where customers can read it themselves (V-KB-02); empty for
	// nowhere. Nothing is looked up or judged by it.
	Link string
}

// noun says of what sort the article is, for people.
func (a *Article) noun() string {
	if a.Canned {
		return "canned text"
	}
	return "article"
}

// ParseMarkdown reads an article from a file. Its title is the first heading,
// or the id. Errors are [ErrArticle]: the file is too long, is not UTF-8, or
// has no words in it.
func ParseMarkdown(id ArticleID, file []byte) (Article, error) {
	switch {
	case len(file) > MaxArticle:
		return Article{}, fmt.Errorf("%w: %s has more than %d bytes", ErrArticle, id, MaxArticle)
	case !utf8.Valid(file) || bytes.IndexByte(file, 0) >= 0:
		return Article{}, fmt.Errorf("%w: %s is not UTF-8 text", ErrArticle, id)
	}
	a := Article{ID: id}
	var text strings.Builder
	matter, lines := frontMatter(strings.Split(strings.ReplaceAll(string(file), "\r\n", "\n"), "\n"))
	a.Link = linkIn(matter)
	for _, line := range lines {
		line, heading := plainLine(line)
		if heading && a.Title == "" {
			a.Title = line
			continue
		}
		text.WriteString(line)
		text.WriteByte('\n')
	}
	a.Text = strings.TrimSpace(text.String())
	if a.Title == "" {
		a.Title = string(id)
	}
	if a.Text == "" {
		return Article{}, fmt.Errorf("%w: %s has no text", ErrArticle, id)
	}
	return a, nil
}

// frontMatter parts the block between two lines of dashes that some files begin
// with from the rest.
func frontMatter(lines []string) (matter, rest []string) {
	if lines[0] != "---" {
		return nil, lines
	}
	if end := slices.Index(lines[1:], "---"); end >= 0 {
		return lines[1 : end+1], lines[end+2:]
	}
	return nil, lines
}

// plainLine takes the marks of Markdown off a line. A link becomes its words
// and, behind them, its target.
func plainLine(line string) (plain string, heading bool) {
	line = strings.TrimSpace(line)
	if rest := strings.TrimLeft(line, "#"); rest != line && strings.HasPrefix(rest, " ") {
		line, heading = strings.Trim(rest, "# "), true
	}
	if strings.HasPrefix(line, "```") || strings.Trim(line, "-=*_|: ") == "" {
		return "", false
	}
	for _, mark := range []string{"* ", "- ", "+ ", "> "} {
		line = strings.TrimPrefix(line, mark)
	}
	line = strings.NewReplacer("**", "", "__", "", "`", "", "](", " (", "[", "", "<br>", " ").Replace(line)
	return strings.TrimSpace(line), heading
}

// Terms returns what the article is looked up by, each once, in no promised
// order: the stems of its words, its claims, and the stems of its title once
// more with "t:" before them.
func (a *Article) Terms() []string {
	seen := make(map[string]struct{})
	var r reading
	r.readAll(a.Title)
	for i := range r.words {
		if r.words[i].tells() {
			t := r.term(i)
			seen[t] = struct{}{}
			seen[titleTerm(t)] = struct{}{}
		}
	}
	r.readAll(a.Text)
	for i := range r.words {
		if r.words[i].tells() {
			seen[r.term(i)] = struct{}{}
		}
	}
	for _, c := range r.claimsUpTo(maxArticleClaims) {
		if t := c.term(); t != "" {
			seen[t] = struct{}{}
		}
	}
	terms := make([]string, 0, len(seen))
	for t := range seen {
		terms = append(terms, t)
	}
	slices.Sort(terms)
	return terms
}

func titleTerm(t string) string { return "t:" + t }

// VersionOf names a set of articles by its content: the same for the same
// articles in whatever order.
func VersionOf(articles []Article) string {
	sums := make([][sha256.Size]byte, len(articles))
	for i, a := range articles {
		h := sha256.New()
		for _, s := range []string{string(a.ID), a.Title, a.Text} {
			var n [8]byte
			binary.BigEndian.PutUint64(n[:], uint64(len(s)))
			h.Write(n[:])
			h.Write([]byte(s))
		}
		if a.Canned {
			h.Write([]byte{1})
		}
		if a.Link != "" {
			h.Write([]byte{2})
			h.Write([]byte(a.Link))
		}
		h.Sum(sums[i][:0])
	}
	slices.SortFunc(sums, func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) })
	h := sha256.New()
	for _, s := range sums {
		h.Write(s[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
