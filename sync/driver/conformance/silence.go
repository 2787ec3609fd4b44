package conformance

import (
	"slices"
	"time"

	"floorwalker/app/chat"
)

// silence is that nobody learns of who watches (V-INV-01).
func silence() []kase {
	return []kase{{name: "watching leaves nothing behind", needs: []Act{ActRequests}, run: silent}}
}

// silent: a quarter of an hour of everything that can happen, and the whole list of
// what was asked meanwhile. Nobody does anything on our side.
func silent(p *play) {
	old := p.open("customer who was here before")
	p.start()
	time.Sleep(p.settles())
	ids := []chat.ChatID{old, p.open("customer")}
	for range 15 {
		for _, id := range ids {
			p.happen(id)
		}
		time.Sleep(time.Minute)
	}
	if p.vendor.Can(ActCut) {
		p.vendor.Cut()
		time.Sleep(p.returns())
	}
	p.agree(p.settles(), ids...)
	var routes []string
	for _, r := range p.vendor.Requests() {
		if !r.Kind.Silent() {
			p.Errorf("while nobody did anything: %s %s, which is a %s", r.Method, r.Route, r.Kind)
		}
		routes = append(routes, r.Route)
	}
	slices.Sort(routes)
	routes = slices.Compact(routes)
	want := slices.Sorted(slices.Values(p.backend.Watching))
	if !slices.Equal(routes, want) {
		p.Errorf("the routes that were used are %q, want %q", routes, want)
	}
}

// happen lets one of everything happen at the vendor.
func (p *play) happen(id chat.ChatID) {
	p.vendor.CustomerSays(id, say("a line at %s", now().Format(time.RFC3339)))
	if p.vendor.Can(ActType) {
		p.vendor.Type(id, say("a dra"))
	}
	time.Sleep(time.Second)
	if p.vendor.Can(ActBot) && p.vendor.State(id).Bot {
		p.vendor.BotSays(id, say("the bot at %s", now().Format(time.RFC3339)), 0)
	}
	if p.vendor.Can(ActTag) {
		p.vendor.Tag(id, "vip", "minute-"+now().Format("04"))
	}
	if p.vendor.Can(ActHuman) && now().Minute()%5 == 0 {
		p.vendor.Assign(id, Rohan)
		time.Sleep(time.Second)
		p.vendor.HumanSays(id, Rohan, say("a colleague at %s", now().Format(time.RFC3339)))
	}
}
