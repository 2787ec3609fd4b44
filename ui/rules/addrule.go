package rules

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Keys of the choices of whom a rule is for: a person and a team may share a name.
const (
	ruleTeam   = "team "
	rulePerson = "person "
)

// AddRule asks for a rule of routing and writes it behind the others into the text of the
// next version, where its author sees what it changes and says why. Nothing is in force by
// that.
func (p *Pane) AddRule() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(p.content)
	if canvas == nil || p.mayNotEdit() != "" || canvas.Overlays().Top() != nil {
		return
	}
	name := kit.NewLineField("Name", "Stands on the chat, such as “Invoices”", 2)
	page := kit.NewLineField("If the page begins with", "/billing — a * stands for anything", 0)
	choice := kit.NewLineField("If the customer chose", "A department, as the chat platform names it", 0)
	language := kit.NewLineField("If the language is", "hi", 0)
	has := kit.NewLineField("If the first lines have one of", "outage, down", 0)
	to := kit.NewPickField("It goes to", kit.NewPicker("", "A team or a person"))
	to.Set(p.ruleTargets())
	sheet := kit.NewSheet(kit.SheetData{
		Title: "Add a rule", Confirm: "Write it into the policy",
		Text: "All that you fill in must hold; what you leave empty is not asked. The rule is written into the next version, which you then read, give a reason for, and save.",
	}, name, page, choice, language, has, to)
	sheet.OnConfirm = func() bool {
		r := policy.RoutingRule{Name: name.Text(), Page: page.Text(), Choice: choice.Text(), Language: language.Text(), Words: listed(has.Text())}
		if team, is := strings.CutPrefix(to.Chosen(), ruleTeam); is {
			r.To = team
		} else {
			r.Agent = chat.AgentID(strings.TrimPrefix(to.Chosen(), rulePerson))
		}
		p.edit.add(&r)
		return true
	}
	kit.ShowSheet(canvas, sheet)
}

// ruleTargets are the teams, then the people.
func (p *Pane) ruleTargets() []kit.Choice {
	var all []kit.Choice
	for _, q := range p.edition.Policy.Queues {
		if q != "" {
			all = append(all, kit.Choice{Key: ruleTeam + q, Name: q, Pill: kit.PillData{Word: "team"}, Plain: true})
		}
	}
	person := func(id chat.AgentID, name, department string) {
		if id != "" {
			all = append(all, kit.Choice{Key: rulePerson + string(id), Name: words.Name(name), Detail: string(id), Pill: kit.PillData{Word: department}})
		}
	}
	person(p.snap.Me.Agent, p.snap.Me.Name, "")
	for i := range p.snap.Team {
		person(p.snap.Team[i].ID, p.snap.Team[i].Name, p.snap.Team[i].Department)
	}
	return all
}

// listed are words that commas stand between.
func listed(text string) []string {
	var all []string
	for w := range strings.SplitSeq(text, ",") {
		if w = strings.TrimSpace(w); w != "" {
			all = append(all, w)
		}
	}
	return all
}

// add writes a rule into the text of the next version, and shows it there. A text in
// which its place cannot be found stays as it is, and the rule stands in the field of the
// reason instead: nothing that was filled in is lost.
func (e *editor) add(r *policy.RoutingRule) {
	if !e.begun {
		e.begin()
	}
	e.p.turn(true)
	text, ok := withRule(e.text.Text, ruleText(r))
	if !ok {
		e.reason.SetText(strings.TrimSpace(e.reason.Text + " " + ruleText(r)))
		e.trouble = "The place for the rule was not found, since the text has an error; the rule stands below, to be put there by hand."
		e.sheet.show()
		return
	}
	e.text.SetText(text)
	e.typed()
	if line, _, found := policy.Find([]byte(e.text.Text), keyRoutes); found {
		e.caret(line, 1)
	}
}

// ruleText is a rule as the policy's file has it.
func ruleText(r *policy.RoutingRule) string {
	pairs := []string{"name = " + strconv.Quote(r.Name)}
	put := func(key, value string) {
		if value != "" {
			pairs = append(pairs, key+" = "+strconv.Quote(value))
		}
	}
	put("page", r.Page)
	put("choice", r.Choice)
	put("language", r.Language)
	if len(r.Words) > 0 {
		quoted := make([]string, len(r.Words))
		for i, w := range r.Words {
			quoted[i] = strconv.Quote(w)
		}
		pairs = append(pairs, "words = ["+strings.Join(quoted, ", ")+"]")
	}
	put("to", r.To)
	put("agent", string(r.Agent))
	return "{ " + strings.Join(pairs, ", ") + " }"
}

// withRule puts a rule behind the others in a file; false if the place is not found.
func withRule(file, rule string) (string, bool) {
	line, column, ok := policy.Find([]byte(file), keyRoutes)
	if !ok {
		return file, false
	}
	lines := strings.SplitAfter(file, "\n")
	from := 0
	for _, l := range lines[:line-1] {
		from += len(l)
	}
	from += column - 1
	open := strings.IndexByte(file[from:], '[')
	if open < 0 {
		return file, false
	}
	shut, last := closing(file, from+open+1)
	if shut < 0 {
		return file, false
	}
	before := file[:shut]
	if last >= 0 && file[last] == '}' { // the item before, behind which a comment may stand
		before = before[:last+1] + "," + before[last+1:]
	}
	return strings.TrimRight(before, " \t\n") + "\n  " + rule + ",\n" + file[shut:], true
}

// closing is where a list that was opened before at ends, and where the last character
// of its items stands, -1 if there are none; -1 if it does not end. Brackets in strings
// and in comments are none.
func closing(file string, at int) (shut, last int) {
	depth := 0
	last = -1
	for i := at; i < len(file); i++ {
		switch c := file[i]; c {
		case '#':
			end := strings.IndexByte(file[i:], '\n')
			if end < 0 {
				return -1, last
			}
			i += end
		case '"', '\'':
			end := quoteEnd(file, i)
			if end < 0 {
				return -1, last
			}
			i, last = end, end
		case '[', '{':
			depth++
			last = i
		case ']', '}':
			if depth == 0 {
				return i, last
			}
			depth--
			last = i
		case ' ', '\t', '\n', '\r':
		default:
			last = i
		}
	}
	return -1, last
}

// quoteEnd is where the string that begins at i ends; -1 if it does not.
func quoteEnd(file string, i int) int {
	q := file[i]
	for j := i + 1; j < len(file); j++ {
		switch {
		case file[j] == '\\' && q == '"':
			j++
		case file[j] == q:
			return j
		}
	}
	return -1
}
