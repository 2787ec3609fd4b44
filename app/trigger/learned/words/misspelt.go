package words

// meant are long words for people that are easily misspelt, with how many
// letters may be lost, added, wrong or swapped. Words of their own that come
// so close to one of them ("supervision") have to be beyond that. Read-only.
var meant = [...]struct {
	word  string
	slips int
	class Class
}{
	{"representative", 3, PersonSure},
	{"representatives", 3, PersonSure},
	{"supervisor", 1, PersonSure},
	{"specialist", 1, PersonSure},
	{"executive", 1, PersonSure},
	{"operator", 1, PersonSure},
	{"person", 1, PersonSome},
	{"transfer", 1, Connect},
	{"connect", 1, Connect},
}

// The lengths of words that may be one of meant, in bytes.
const (
	leastMeant = 6
	mostMeant  = 17
)

// guess gives a token that no class is known of that of the word that was
// probably meant, and its digest. The first letter is right as a rule.
func (t *Text) guess(tok *Token) {
	word := t.folded[tok.Start:tok.End]
	if len(word) < leastMeant || len(word) > mostMeant {
		return
	}
	for i := range meant {
		m := &meant[i]
		gap := len(word) - len(m.word)
		if word[0] == m.word[0] && -m.slips <= gap && gap <= m.slips && slips(word, m.word) <= m.slips {
			tok.Class, tok.Hash = m.class, HashOf(m.word)
			return
		}
	}
}

// slips returns how many letters have to be lost, added, replaced or swapped
// with their neighbour to turn a into b. Both have at most mostMeant bytes.
func slips(a []byte, b string) int {
	var rows [3][mostMeant + 1]int
	before, last, this := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		this[0] = i
		for j := 1; j <= len(b); j++ {
			wrong := 0
			if a[i-1] != b[j-1] {
				wrong = 1
			}
			this[j] = min(last[j-1]+wrong, last[j]+1, this[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				this[j] = min(this[j], before[j-2]+1)
			}
		}
		before, last, this = last, this, before
	}
	return last[len(b)]
}
