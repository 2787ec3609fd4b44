package articles

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// product is what one article is about.
type product struct {
	name, kind string
	price      int
	refund     int // working days
	warranty   int // months
	phone      string
	site       string
	rng        *rand.Rand
}

// newProduct invents product i of a seed.
func newProduct(seed int64, i int) product {
	// What is wanted is a draw that can be repeated.
	rng := rand.New(rand.NewPCG(uint64(seed), uint64(i))) // #nosec G404 G115 -- seeds, whatever their sign
	p := product{rng: rng}
	p.name = strings.ToUpper(syllable(rng)[:1]) + syllable(rng) + syllable(rng) + fmt.Sprintf(" %d", 100+i)
	p.kind = kinds[rng.IntN(len(kinds))]
	p.price = 99 + 10*rng.IntN(2500)
	p.refund = 2 + rng.IntN(20)
	p.warranty = 3 * (1 + rng.IntN(12))
	p.phone = fmt.Sprintf("1800 %03d %04d", rng.IntN(1000), rng.IntN(10_000))
	p.site = fmt.Sprintf("%s.example.com/help/%d", strings.ToLower(p.kind[:3]), i)
	return p
}

func syllable(rng *rand.Rand) string {
	return string(consonants[rng.IntN(len(consonants))]) + string(vowels[rng.IntN(len(vowels))]) + string(consonants[rng.IntN(len(consonants))])
}

const (
	consonants = "bdfgklmnprstvz"
	vowels     = "aeiou"
)

// kinds are what products are. Read-only.
var kinds = []string{"router", "thermostat", "doorbell", "speaker", "dash camera", "kettle", "smart plug", "air purifier", "lamp", "scale", "vacuum", "tracker"}

// topics are what articles are about besides their figures. Read-only.
var topics = []string{
	"To reset the %s, hold the button until the light blinks and wait for it to start.",
	"If the %s does not connect, see that the network is the one that you chose in the application.",
	"The %s is cleaned with a dry cloth; water must not get into it.",
	"Before you move the %s, sign it out of your account, or the next owner cannot use it.",
	"The light of the %s is green when all is well and amber when it looks for updates.",
	"Spare parts of the %s are sent to the address in your account.",
	"The %s keeps its settings when the power fails.",
	"When the %s makes a noise, look whether something is stuck in its fan.",
	"Voice commands of the %s work in the languages that the application offers.",
	"Two of the %s can be joined in the application under devices.",
}

// text writes the article in Markdown.
func (p *product) text() string {
	var b strings.Builder
	the := p.name + " " + p.kind
	fmt.Fprintf(&b, "# %s: setting up, price and returns\n\n", the)
	p.filler(&b, 3)
	fmt.Fprintf(&b, "## Price\n\nThe %s costs ₹%d. Delivery is free above ₹%d.\n\n", the, p.price, 500+p.price%7*100)
	p.filler(&b, 3)
	fmt.Fprintf(&b, "## Returns\n\nA refund for the %s takes %d working days. Its warranty is %d months.\n\n", the, p.refund, p.warranty)
	p.filler(&b, 3)
	fmt.Fprintf(&b, "## Contact\n\nCall %s from 9 am to 6 pm, or read %s. Write to %s@example.com.\n", p.phone, p.site, strings.ToLower(strings.ReplaceAll(p.name, " ", "")))
	return b.String()
}

// filler writes sentences about nothing that can be checked, with some words
// that few other articles have.
func (p *product) filler(b *strings.Builder, sentences int) {
	for range sentences {
		fmt.Fprintf(b, topics[p.rng.IntN(len(topics))], p.kind)
		fmt.Fprintf(b, " See also %s and %s%s.", syllable(p.rng)+syllable(p.rng), syllable(p.rng), syllable(p.rng)+syllable(p.rng))
		b.WriteByte(' ')
	}
	b.WriteString("\n\n")
}
