package arrows

// What several rooms may import, named once.
const (
	fyneAll   = "fyne.io/fyne/v2/..."
	bbolt     = "go.etcd.io/bbolt/..."
	websocket = "github.com/gorilla/websocket"
)

// The parts of Fyne that need neither a screen nor cgo: all but
// fyne.io/fyne/v2/app, which belongs to cmd/floorwalker alone.
var fyne = []string{
	"fyne.io/fyne/v2", "fyne.io/fyne/v2/canvas", "fyne.io/fyne/v2/container", "fyne.io/fyne/v2/data/...",
	"fyne.io/fyne/v2/dialog", "fyne.io/fyne/v2/driver/desktop", "fyne.io/fyne/v2/lang", "fyne.io/fyne/v2/layout",
	"fyne.io/fyne/v2/storage/...", "fyne.io/fyne/v2/theme", "fyne.io/fyne/v2/tools/...", "fyne.io/fyne/v2/widget",
}

// fyneTest is Fyne's driver for tests. Its name ends in test, its home is theirs.
const fyneTest = "fyne.io/fyne/v2/test"

// House is the table of arrows. It follows the order of the rooms: the rules
// first, then the way of a message, then what is kept and what is seen. A new
// package gets a row here, with as little in it as it can live on.
func House() Table {
	rooms := map[string]Room{}
	for _, wing := range []map[string]Room{rules(), wire(), shelves(), screens(), programs()} {
		for name, room := range wing {
			rooms[name] = room
		}
	}
	return Table{
		Rooms:  rooms,
		Tests:  []string{"pgregory.net/rapid", "go.uber.org/goleak"},
		Clocks: clocks(),
	}
}

// RootNames is what the root of the repository may hold.
func RootNames() []string {
	return []string{
		"cmd", "app", "ui", "sync", "storage", "assets", "FyneApp.toml", "go.mod", "go.sum", "README.md",
		"Makefile", "CHANGELOG.md", "CONTRIBUTING.md", "NOTICE", ".gitignore", ".gitattributes", ".golangci.yml", ".ci",
	}
}

// rules is app and what lies below it: pure functions over app/chat, which
// rests on the standard library only.
func rules() map[string]Room {
	noun := []string{"app/chat", "app/policy"}
	lower := func(more ...string) Room { return Room{May: append(append([]string{}, noun...), more...)} }
	return map[string]Room{
		"app/chat": {},
		"app/policy": {
			// The lists of a policy are what tickets are filled in by.
			May: []string{"app/chat", "app/ticket"}, Modules: []string{"github.com/pelletier/go-toml/v2/..."},
			Tests: []string{"assets"},
		},
		"app/trigger": {
			May:   append([]string{"app/trigger/learned", "app/trigger/learned/words", "app/knowledge"}, noun...),
			Tests: []string{"assets", "app/trigger/learned/linear"},
		},
		// What is measured of a line, from its words up; app/trigger turns
		// scores into triggers.
		"app/trigger/learned/words":  {},
		"app/trigger/learned/linear": {May: []string{"app/chat", "app/trigger/learned/words"}},
		"app/trigger/learned":        {May: []string{"app/chat", "app/trigger/learned/words", "app/trigger/learned/linear"}, Tests: []string{"assets"}},
		// What the bot may say, and the rule that asks for it: pure.
		"app/knowledge": {May: []string{"app/chat"}, Tests: []string{"assets"}},
		// How far a chat has come, and what the next right thing is.
		"app/flow": {May: append([]string{"app/script"}, noun...), Tests: []string{"app/obligation", "assets"}},
		// Every clock; lines are read for what they ask and what they promise.
		"app/obligation": {May: append([]string{"app/flow", "app/promise", "app/script", "app/shift/roster", "app/ticket"}, noun...), Tests: []string{"assets"}},
		// Which team or person a chat is for, and who has the next one.
		"app/routing": {May: noun, Tests: []string{"assets"}},
		// Secrets in texts, and what an agent may not write: pure.
		"app/secret":       {May: []string{"app/secret/plain"}},
		"app/secret/plain": {},
		"app/guard":        {May: []string{"app/secret/plain"}},
		// What an outgoing text promises to the customer, and by when.
		"app/promise": {May: []string{"app/chat"}, Tests: []string{"assets"}},
		// How what people share is versioned and merged; it knows no policy.
		"app/record": {May: []string{"app/chat"}},
		// What files for spreadsheets have in common.
		"app/sheet":  {},
		"app/typed":  {}, // and what strangers typed, cleaned
		"app/script": {May: append([]string{"app/record", "app/sheet", "app/typed"}, noun...), Modules: []string{"github.com/sahilm/fuzzy"}, Tests: []string{"assets"}},
		// The dialler: numbers are shown by the library that checks a ticket's.
		"app/followup": {
			May:     append([]string{"app/record", "app/script", "app/ticket", "app/typed"}, noun...),
			Modules: []string{"github.com/nyaruka/phonenumbers"}, Tests: []string{"assets"},
		},
		"app/shift": lower("app/obligation", "app/record"),
		// Who is meant to cover the floor, and when: arithmetic of the calendar.
		"app/shift/roster": {May: noun, Tests: []string{"assets"}},
		// The signed document of a shift: pure, but for the keys it is given.
		"app/shift/handover": {
			May:     append([]string{"app/followup", "app/record", "app/typed"}, noun...),
			Modules: []string{"github.com/gowebpki/jcs"}, Tests: []string{"assets"},
		},
		// Who is accountable, and what a shift still lacks.
		"app/shift/cover": {May: append([]string{"app/obligation", "app/shift/roster"}, noun...), Tests: []string{"assets"}},
		"app/shift/checklist": {
			May:   append([]string{"app/coverage", "app/followup", "app/obligation", "app/record", "app/report", "app/shift/handover", "app/shift/roster", "app/typed"}, noun...),
			Tests: []string{"assets"},
		},
		// Phone numbers are checked by a library that knows the countries'.
		"app/ticket": {May: []string{"app/chat", "app/sheet", "app/typed"}, Modules: []string{"github.com/nyaruka/phonenumbers"}},
		// Who looked at what, and what was judged: events and looks in, figures out.
		"app/coverage": {May: noun},
		"app/report":   {May: append([]string{"app/trigger", "app/obligation", "app/ticket", "app/coverage"}, noun...), Tests: []string{"assets"}},
		"app/alert":    lower("app/trigger", "app/obligation"),
		"app/view": {
			May: []string{
				"app/chat", "app/policy", "app/trigger", "app/obligation", "app/flow", "app/ticket", "app/script", "app/alert",
				"app/routing", "app/shift/cover", "app/shift/handover",
			},
			Modules: []string{"github.com/sahilm/fuzzy", "github.com/rivo/uniseg", "github.com/tidwall/btree"}, Tests: []string{"app/shift/roster"},
		},
		"app/referee": lower("app/shift/roster", "app/shift/handover", "app/shift/cover", "app/shift/checklist", "app/trigger", "app/obligation", "app/flow", "app/guard", "app/record", "app/script", "app/followup", "app/shift", "app/report", "app/ticket"),
		"app": {
			May: []string{
				"app/chat", "app/policy", "app/trigger", "app/obligation", "app/flow", "app/record", "app/script", "app/followup",
				"app/routing", "app/shift", "app/shift/roster", "app/shift/handover", "app/shift/cover", "app/shift/checklist", "app/coverage", "app/ticket", "app/report", "app/alert", "app/view", "app/referee", "app/flow",
			},
			// What the desk promises of a line holds with the real outbox only, and
			// what it explains with the weights that ship.
			Tests: []string{"sync/outbox", "app/trigger/learned", "assets"},
		},
		// Who behaves by each entry of the policy: only tests.
		"app/internal/register": {Tests: []string{
			"app/alert", "app/chat", "app/followup", "app/policy", "app/referee", "app/routing", "app/shift/handover", "app/trigger", "app/trigger/learned", "app/view", "assets",
		}},
		"app/internal/arrows": {},
	}
}

// wire is sync: how a message and a wish travel. The package sync itself is a
// doc.go that nobody imports.
func wire() map[string]Room {
	rulesOfTheHub := []string{
		"app/chat", "app/policy", "app/trigger", "app/trigger/learned", "app/knowledge", "app/obligation", "app/flow", "app/record",
		"app/script", "app/followup", "app/shift", "app/shift/roster", "app/shift/handover", "app/shift/cover", "app/shift/checklist", "app/coverage",
		"app/ticket", "app/report", "app/referee", "app/routing",
	}
	vendor := Room{
		May: []string{"app/chat", "sync/driver", "sync/driver/internal/..."}, Modules: []string{websocket},
		Tests: []string{"sync/driver/conformance", "sync/driver/chatwoot/standin", "sync/driver/crisp/standin", "sync/driver/livehelperchat/standin", "github.com/chromedp/..."},
	}
	standin := Room{May: []string{"app/chat", "sync/driver", "sync/driver/conformance"}, Modules: []string{websocket}}
	return map[string]Room{
		"sync":      {},
		"sync/wire": {May: []string{"app/chat"}, Modules: []string{"github.com/mailru/easyjson/jlexer", "github.com/mailru/easyjson/jwriter"}},
		"sync/link": {Modules: []string{websocket}, Tests: []string{"sync/fake", "sync/wire", "app/chat"}},
		"sync/clock": {
			May: []string{"app/chat"},
		},
		"sync/feed": {
			May: []string{"app/chat", "sync/link", "sync/wire", "sync/clock"},
			// Its benchmark brings a hub that only sends prepared bytes.
			Tests: []string{"sync/fake", websocket},
		},
		// A fact is the referee's, on the hub's side and on the desk's. It waits
		// between attempts as the link does.
		"sync/audit": {May: []string{"app/referee", "sync/link"}, Tests: []string{"app/chat"}},
		// What is asked of a hub beside the stream: files, articles, originals, tickets,
		// and its part of an explanation. It finds the routes as sync/audit does.
		"sync/fetch": {May: []string{"app/chat", "app/coverage", "app/report", "app/ticket", "app/typed", "sync/link", "sync/wire"}},
		// The files of a hub. Pictures say their size; only here and where they are
		// shown is their format known.
		"sync/files":           {May: []string{"app/chat", "app/typed", "sync/internal/folder"}, Modules: []string{"golang.org/x/image/webp", "golang.org/x/sync/singleflight"}},
		"sync/sealed":          {May: []string{"app/chat", "sync/internal/folder"}},
		"sync/internal/folder": {},
		"sync/outbox": {
			May: []string{"app/chat", "sync/wire"},
			// Its promises are kept only together with the real disk and the
			// real hub, so its tests bring both.
			Tests: []string{
				"sync/fake", "sync/feed", "sync/hub", "sync/log", "sync/driver", "storage", "app/policy", "app/trigger/learned", "assets",
			},
		},
		// The index behind app/knowledge, with files and goroutines, which no
		// rules package may have.
		"sync/lookup": {
			May:     []string{"app/knowledge"},
			Modules: []string{"github.com/blevesearch/bleve/v2/...", "github.com/blevesearch/bleve_index_api"},
			Tests:   []string{"assets"},
		},
		// The roster as a calendar file, which other programs read and write.
		"sync/ical": {
			May: []string{"app/chat", "app/policy", "app/typed"}, Modules: []string{"github.com/arran4/golang-ical"},
			Tests: []string{"app/shift/roster", "assets"},
		},
		// What leaves the house, as bytes: it knows neither tickets nor chats. Its
		// tests start a mail server.
		"sync/courier": {
			Modules: []string{"github.com/wneessen/go-mail"},
			Tests:   []string{"github.com/emersion/go-smtp", "github.com/emersion/go-sasl"},
		},
		// From the log to the courier, and what a hub answers of tickets.
		"sync/dispatch": {
			May: []string{
				"app/chat", "app/policy", "app/secret", "app/ticket", "storage/outgoing", "sync/courier", "sync/wire",
			},
			Modules: []string{"github.com/pelletier/go-toml/v2/...", "golang.org/x/sync/errgroup"},
			Tests:   []string{"assets", "storage", "github.com/emersion/go-smtp"},
		},
		"sync/log": {
			May: []string{"app/chat", "sync/wire"},
			Modules: []string{
				"github.com/nats-io/nats-server/v2/...", "github.com/nats-io/nats.go/...",
				"github.com/minio/highwayhash", // the checksum that NATS keeps beside each message
				"golang.org/x/sys/...",         // file locks
			},
		},
		// The figures of the day that runs, from the log and the audit stream.
		"sync/daybook": {
			May:   []string{"app/chat", "app/coverage", "app/policy", "app/referee", "app/report", "app/shift/roster", "sync/wire"},
			Tests: []string{"assets"},
		},
		"sync/hub": {
			May: append([]string{"sync/daybook", "sync/log", "sync/wire", "sync/driver", "sync/files", "sync/sealed", "sync/clock", "app/secret", "app/typed"}, rulesOfTheHub...),
			Modules: []string{
				websocket, "github.com/prometheus/client_golang/...",
				"golang.org/x/sync/errgroup", "golang.org/x/time/rate",
			},
			Tests: []string{"assets", "sync/driver/practice", "sync/fake", "sync/link", "sync/feed", "sync/lookup"},
		},
		"sync/fake":               {May: []string{"app/chat", "sync/wire"}, Modules: []string{websocket}},
		"sync/driver":             {May: []string{"app/chat"}},
		"sync/driver/conformance": {May: []string{"app/chat", "sync/driver"}, Tests: []string{websocket}},
		// What the drivers share.
		"sync/driver/internal/rest":    {May: []string{"sync/driver"}, Tests: []string{"sync/driver/conformance"}},
		"sync/driver/internal/catchup": {May: []string{"app/chat", "sync/driver"}},
		"sync/driver/internal/settle":  {May: []string{"app/chat", "sync/driver"}},
		// Practice lines are bounded like the frames they become.
		"sync/driver/practice":       {May: append([]string{"assets", "sync/wire"}, vendor.May...), Modules: vendor.Modules, Tests: append([]string{"app/ticket"}, vendor.Tests...)},
		"sync/driver/chatwoot":       vendor,
		"sync/driver/crisp":          vendor,
		"sync/driver/livehelperchat": vendor,
		// A stand-in for a vendor must not know its driver: what both got wrong would
		// look right.
		"sync/driver/chatwoot/standin":       standin,
		"sync/driver/crisp/standin":          standin,
		"sync/driver/livehelperchat/standin": standin,
	}
}

// shelves is storage and assets. Migrations are frozen: they know bytes, and
// never today's types.
func shelves() map[string]Room {
	return map[string]Room{
		"storage": {
			May:     []string{"app/chat", "storage/key", "storage/migrate", "storage/vault"},
			Modules: []string{bbolt},
		},
		// What a hub keeps of tickets, for sync/courier and sync/dispatch.
		"storage/outgoing": {May: []string{"app/chat", "storage", "sync/courier"}, Modules: []string{bbolt}},
		"storage/key":      {May: []string{"app/chat"}},
		"storage/migrate":  {Modules: []string{bbolt}},
		"storage/vault":    {Modules: []string{"github.com/zalando/go-keyring"}},
		"assets/sounds":    {},
		// The policy that ships comes parsed.
		"assets": {May: []string{"app/policy"}, Tests: []string{"golang.org/x/image/..."}},
	}
}

// screens is ui. The shell knows the panes; panes know no pane; theme and kit
// know nothing of chats.
func screens() map[string]Room {
	with := func(more ...string) []string { return append(append([]string{}, fyne...), more...) }
	pane := Room{
		May: []string{
			"app", "app/chat", "app/view", "app/alert", "ui/theme", "ui/kit", "ui/loop", "ui/words", "ui/picture",
			// A pane shows the policy's numbers, and asks app/obligation how
			// far a clock has run: neither is ever computed a second time here.
			"app/policy", "app/obligation",
			// What the next right thing on a chat is, and its ticket.
			"app/flow", "app/ticket",
			// What is being written is judged before it is sent.
			"app/guard", "app/promise",
			// A step that would be refused is locked, so a pane asks for the
			// rights; and a canned text is searched and filled where it is written.
			"app/referee", "app/script",
			// The shared libraries, their versions and what is in them.
			"app/record", "app/followup", "app/shift", "app/shift/roster", "app/shift/handover", "app/shift/cover", "app/shift/checklist", "app/coverage",
			// Why a rule fired, or did not, is said by the rule itself (D-01).
			"app/trigger",
			// What comes next in a chat, and what its ticket still lacks, is judged by
			// the code that the hub asks.
			"app/flow", "app/ticket",
		},
		Modules: with("github.com/rivo/uniseg"),
		// What the hub tells of its rules comes by the desk; tests make some up.
		Tests: []string{fyneTest, "ui/internal/stage", "assets", "app/report"},
	}
	rooms := map[string]Room{
		// Instants, lengths, figures and refusals as people read them.
		"ui/words": {May: []string{"app", "app/chat", "app/policy", "app/report", "app/view"}, Tests: []string{"assets"}},
		"ui/loop":  {Modules: []string{"fyne.io/fyne/v2"}, Tests: []string{fyneTest}},
		// Pictures that strangers sent, made small; it draws nothing.
		"ui/picture": {May: []string{"app/chat"}, Modules: []string{"golang.org/x/image/draw", "golang.org/x/image/webp"}},
		"ui/theme":   {May: []string{"assets"}, Modules: with(), Tests: []string{fyneTest}},
		"ui/kit":     {May: []string{"ui/theme", "ui/loop"}, Modules: with("github.com/rivo/uniseg", "github.com/sahilm/fuzzy"), Tests: []string{fyneTest}},
		"ui/native": {
			May: []string{"app/alert", "app/chat", "assets"},
			Modules: []string{
				"golang.org/x/net/idna", // hosts as people must see them
				"github.com/rivo/uniseg",
				"github.com/gen2brain/beeep", "github.com/esiqveland/notify", "github.com/godbus/dbus/v5/...",
			},
		},
	}
	// What the pages of shared records have in common; panes do not import panes.
	rooms["ui/shelf"] = Room{
		May:     []string{"app", "app/chat", "app/record", "ui/theme", "ui/kit", "ui/words"},
		Modules: with(), Tests: pane.Tests,
	}
	// What the panel of a chat and the page of follow-ups show of one duty.
	rooms["ui/duty"] = Room{
		May:     []string{"app", "app/chat", "app/obligation", "app/policy", "app/view", "ui/kit", "ui/words"},
		Modules: with(), Tests: pane.Tests,
	}
	// The card of a customer to be phoned, which more than one page shows; and the sheet
	// by which a chat agrees a call.
	rooms["ui/dial"] = Room{
		May:     []string{"app", "app/chat", "app/followup", "app/policy", "app/record", "app/script", "app/view", "ui/theme", "ui/kit", "ui/words", "ui/duty"},
		Modules: with(), Tests: pane.Tests,
	}
	rooms["ui/callback"] = Room{
		May:     []string{"app", "app/chat", "app/followup", "app/policy", "app/script", "app/view", "ui/theme", "ui/kit", "ui/words"},
		Modules: with(), Tests: append([]string{"ui/loop"}, pane.Tests...),
	}
	// Where an item of a checklist is dealt with.
	rooms["ui/way"] = Room{May: []string{"app/shift/checklist", "ui/kit"}, Modules: with(), Tests: append([]string{"app/chat", "ui/loop"}, pane.Tests...)}
	// The lines of one place of the team's own: a room of the channel, or beside a chat.
	rooms["ui/talk"] = Room{
		May:     []string{"app", "app/chat", "app/view", "ui/theme", "ui/kit", "ui/words"},
		Modules: with(), Tests: append([]string{"ui/loop"}, pane.Tests...),
	}
	// Where a chat system is connected; its window asks what package backends of cmd knows.
	rooms["ui/connect"] = Room{May: []string{"ui/kit"}, Modules: with(), Tests: append([]string{"ui/loop", "ui/internal/stage", "ui/theme"}, pane.Tests...)}
	pane.May = append(pane.May, "ui/talk", "app/report", "ui/shelf", "ui/duty", "ui/dial", "ui/callback", "ui/way")
	// A hand-driven floor and eyes for the tests of panes and window.
	rooms["ui/internal/stage"] = Room{May: append([]string{"assets", "app/trigger/learned"}, pane.May...), Modules: with(fyneTest)}
	shell := append([]string{"ui/native", "ui/connect"}, pane.May...)
	for _, name := range []string{
		"backends", "channel", "board", "thread", "closing", "escalate", "followups", "overnight", "handover", "checklist", "cover", "library", "tickets", "rules", "history", "failed", "report", "signin",
	} {
		rooms["ui/"+name] = pane
		shell = append(shell, "ui/"+name)
	}
	rooms["ui"] = Room{May: shell, Modules: with("github.com/sahilm/fuzzy"), Tests: pane.Tests}
	return rooms
}

// programs is cmd, which may see every room: it puts them together.
func programs() map[string]Room {
	every := []string{
		"cmd/internal/...",
		"app/...", "sync/wire", "sync/link", "sync/feed", "sync/clock", "sync/outbox", "sync/audit", "sync/fetch", "sync/files", "sync/sealed", "sync/dispatch", "sync/courier", "sync/ical", "sync/hub",
		"sync/log", "sync/lookup", "sync/driver/...", "storage/...", "assets",
	}
	seeing := []string{"sync/fake", "github.com/chromedp/...", "github.com/godbus/dbus/v5", websocket}
	common := []string{"golang.org/x/sync/errgroup", "github.com/alecthomas/kong", "gopkg.in/natefinch/lumberjack.v2", "github.com/oklog/ulid/v2", "golang.org/x/sys/..."}
	return map[string]Room{
		"cmd/floorwalker": {May: append([]string{"ui/..."}, every...), Modules: append([]string{fyneAll}, common...), Tests: seeing},
		"cmd/floorhub":    {May: every, Modules: append([]string{"golang.org/x/term"}, common...), Tests: append([]string{"github.com/emersion/go-smtp"}, seeing...)},
		// What floorwalker is made of, but for its window.
		"cmd/internal/console": {May: append([]string{"ui/..."}, every...), Modules: common, Tests: seeing},
		// The clocks of the computer, which hubs and desks go by.
		"cmd/internal/machine": {May: []string{"sync/clock"}, Modules: []string{"golang.org/x/sys/..."}},
		// What both programs start and stop the same way; it sees no screen.
		"cmd/internal/station": {May: every, Modules: common, Tests: seeing},
		// What floorhub label and score do, without their flags and terminal.
		"cmd/internal/label": {May: []string{"app/chat", "sync/wire"}, Tests: []string{"app/policy"}},
		"cmd/internal/score": {May: []string{"app/chat", "app/knowledge", "app/policy", "app/trigger", "app/trigger/learned"}, Tests: []string{"app/trigger/learned/linear", "assets", "cmd/internal/articles", "sync/lookup"}},
		// Which backends a hub has, and what has to be known of each.
		"cmd/internal/backends": {
			May: []string{"app/chat", "sync/driver", "sync/driver/..."}, Modules: []string{"github.com/pelletier/go-toml/v2"},
			Tests: []string{"sync/driver/conformance"},
		},
		// Thousands of invented articles, and what a bot might say of them.
		"cmd/internal/articles": {Tests: []string{"app/knowledge"}},
		// How the tests below run their processes; it sees no room.
		"cmd/internal/spawn": {},
		// Both programs killed at random, played by several people at once, and
		// in a real window with a real browser: packages of tests, which see
		// what both see.
		"cmd/internal/killtest": {May: every, Modules: common, Tests: seeing},
		"cmd/internal/cluster":  {May: every, Modules: common, Tests: append([]string{"github.com/nats-io/nats-server/v2/server"}, seeing...)},
		"cmd/internal/upgrade":  {May: every, Modules: common, Tests: seeing},
		"cmd/internal/ladder":   {May: every, Modules: common, Tests: seeing},
		"cmd/internal/story":    {May: every, Modules: common, Tests: seeing},
		"cmd/internal/e2e":      {May: append([]string{"ui/..."}, every...), Modules: common, Tests: append([]string{"github.com/jezek/xgb/..."}, seeing...)},
		// A desk through a hub against each backend's stand-in: tests only.
		"cmd/internal/connected": {May: every, Modules: common, Tests: seeing},
		// The scripts of the practice floor, played to the rules: tests only.
		"cmd/internal/rehearsal": {Tests: []string{
			"app/chat", "app/policy", "app/trigger", "app/trigger/learned", "app/knowledge", "app/script",
			"app/secret", // lines are judged as the hub has them: masked
			"sync/lookup", "sync/driver/practice", "assets",
		}},
		// A converter of recorded dialogues into practice lines.
		"cmd/practice-lines": {May: []string{"app/chat", "sync/driver/practice", "sync/wire"}, Modules: common},
		// They fit the weights that lie in assets.
		"cmd/trigger-fit":   {May: []string{"app/chat", "app/trigger/learned/...", "app/trigger/learned"}},
		"cmd/knowledge-fit": {May: []string{"app/knowledge"}},
		// It reads what they print and what floorhub score answers.
		"cmd/evaluate": {May: []string{"cmd/internal/articles"}, Modules: []string{"github.com/alecthomas/kong"}},
		// It measures whole programs, so it sees what they see.
		"cmd/floorwalker-bench": {May: append([]string{"ui/...", "sync/fake"}, every...), Modules: append([]string{fyneAll, websocket}, common...)},
	}
}

// clocks are the excuses from "now is an argument", by file. Two kinds
// hold: a deadline that goes to the operating system or to another machine is
// real time by its nature and decides nothing about a chat; and a package may
// name the clock as the value it has unless its caller passes another.
func clocks() map[string]string {
	return map[string]string{
		"sync/driver/conformance/clock.go": "the cases that every driver has to pass live in a bubble of synctest, whose clock is simulated",
		"sync/hub/pace.go":                 "how fast somebody may ask goes by the time that passes, and not by a wall clock that may be moved",
		"sync/hub/session.go":              "deadlines of the socket are handed to the system, which compares them with its own clock",
		"sync/fake/hub.go":                 "a stand-in for tests, which needs a testing.TB; no program is linked with it",
		"sync/hub/config.go":               "names the clock as the meaning of a Config without Now, and does not read it",
		"sync/log/log.go":                  "names the clock as the meaning of Options without Now, and does not read it",
		"ui/loop/merger.go":                "SystemTiming is the value that cmd passes: it names the clock and does not read it",
	}
}
