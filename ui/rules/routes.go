package rules

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app/policy"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// keyRoutes is the entry that is shown as rules and not as a list.
const keyRoutes = "routing.rules"

// ofRoutes is where chats go: what is asked first, who gives them, and each rule as a
// sentence, in the order in which they are asked (V-ROUTE-01, C-ROUTE-01).
func (a *about) ofRoutes() []fyne.CanvasObject {
	e := a.p.edition
	out := []fyne.CanvasObject{kit.NewQuietText(routingWords(e))}
	if len(e.Routes) == 0 {
		out = append(out, gap(4), kit.NewText("There is no rule yet: a chat waits for everybody, unless the customer chose a team."))
	}
	for i := range e.Routes {
		r := &e.Routes[i]
		out = append(out, gap(4), kit.NewStrong(figure(i+1)+". "+r.Name).Yield(), kit.NewText(condition(r)+" → "+a.p.target(r)))
	}
	why := a.p.mayNotEdit()
	add := kit.NewButton(kit.ButtonData{Word: "Add a rule…", Locked: why}, a.p.AddRule)
	change := kit.NewButton(kit.ButtonData{Word: "Change or order them", Key: "Ctrl N", Locked: why}, a.p.Edit)
	return append(out, gap(6), container.NewHBox(add, change),
		kit.NewQuietText("The first rule that holds counts; its name stands on the chat. A bot's chat stays the bot's: the rule says who has it once it waits for a person."))
}

// routingWords say how chats find their people besides the rules.
func routingWords(e *policy.Edition) string {
	said := "Whoever is free has the next chat, of any team."
	if e.Policy.Routing.Model == policy.Departments {
		said = "A chat of a team is given to that team's own people only."
	}
	if e.Policy.Routing.Assign == policy.AssignAuto {
		said += " The hub gives each waiting chat to whoever serves the fewest, up to their cap."
	} else {
		said += " People pick from the queue."
	}
	if len(e.RouteOrder) > 0 && e.RouteOrder[0] == policy.SourcePage {
		return said + " Where the customer came from is asked before what they chose."
	}
	return said + " What the customer chose is asked before where they came from."
}

// condition is what a rule asks of a chat, as a sentence without its end.
func condition(r *policy.RoutingRule) string {
	var asked []string
	ask := func(what, value string) {
		if value != "" {
			asked = append(asked, what+" “"+value+"”")
		}
	}
	ask("the page begins with", r.Page)
	ask("the site is", r.Site)
	if r.Channel != "" {
		asked = append(asked, "it came by "+words.Channel(r.Channel))
	}
	ask("the customer chose", r.Choice)
	ask("the language is", r.Language)
	if len(r.Words) > 0 {
		asked = append(asked, "the first lines have “"+strings.Join(r.Words, "” or “")+"”")
	}
	if r.Field != "" {
		asked = append(asked, r.Field+" is “"+r.Value+"”")
	}
	if len(asked) == 0 {
		return "Every chat"
	}
	return "If " + strings.Join(asked, " and ")
}

// target is whom a rule is for.
func (p *Pane) target(r *policy.RoutingRule) string {
	switch {
	case r.Agent != "" && r.To != "":
		return p.snap.NameOf(r.Agent) + " of " + r.To
	case r.Agent != "":
		return p.snap.NameOf(r.Agent)
	}
	return cmp.Or(r.To, "nobody")
}
