package articles

import (
	"fmt"
	"os"
	"path/filepath"
)

// Write writes n articles of a seed to a folder, which must be there.
func Write(folder string, seed int64, n int) error {
	for i := range n {
		p := newProduct(seed, i)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("article-%05d.md", i)), []byte(p.text()), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Line is a line of an invented chat.
type Line struct {
	Chat string `json:"chat"`
	Turn int    `json:"turn"`
	From string `json:"from"`
	Text string `json:"text"`
	// Invented says that the answer has a figure that its article does not
	// have. It is no part of what is asked.
	Invented bool `json:"-"`
}

// Asked returns n questions of customers about products of Write's articles,
// the same number of it, each with the bot's answer: every other one invented.
func Asked(seed int64, articles, n int) []Line {
	var lines []Line
	for i := range n {
		p := newProduct(seed, i*7919%articles)
		question, answer := p.asked(i%2 == 1, i/2%4)
		id := fmt.Sprintf("article-%d", i)
		lines = append(lines, Line{id, 0, "customer", question, false}, Line{id, 1, "bot", answer, i%2 == 1})
	}
	return lines
}

// asked returns a question and its answer.
func (p *product) asked(invented bool, about int) (question, answer string) {
	off := 0
	if invented {
		off = 3
	}
	the := p.name + " " + p.kind
	switch about {
	case 0:
		return "what is the price of the " + the + "?", fmt.Sprintf("The %s costs ₹%d.", the, p.price+off*10)
	case 1:
		return "I sent my " + the + " back, when do I get my money?", fmt.Sprintf("A refund for the %s takes %d working days.", the, p.refund+off)
	case 2:
		return "how long is the warranty of the " + the, fmt.Sprintf("The warranty of your %s is %d months.", the, p.warranty+off)
	}
	phone := p.phone
	if invented {
		phone = phone[:len(phone)-1] + string('0'+(phone[len(phone)-1]-'0'+3)%10)
	}
	return "can I call somebody about my " + the + "?", fmt.Sprintf("Of course, call %s from 9 am to 6 pm.", phone)
}
