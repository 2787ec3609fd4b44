package story

import (
	"fmt"

	"floorwalker/app/chat"
)

// overnight is how many customers write while nobody is there.
const overnight = 40

// nightChat names one of them.
func nightChat(n int) chat.ChatID { return chat.ChatID(fmt.Sprintf("n-%02d", n)) }

// nobodyIsThere is the night: forty customers, one every quarter of an hour.
func nobodyIsThere(f *floor) {
	f.turnTo("20:15")
	f.lena.until("NO COVER", func(s sight) bool { return s.Cover.Nobody }) // G-COV-03
	for _, d := range []*desk{f.asha, f.ben} {
		d.quit()
	}
	f.lena.until("that they have gone", func(s sight) bool {
		for _, c := range s.Team {
			if c.Online {
				return false
			}
		}
		return true
	})
	for n := range overnight {
		f.says(nightChat(n), "customer", fmt.Sprintf("I have a question about bill number %d. My number is +1 202 555 01%02d", n, n))
		f.says(nightChat(n), "bot", "A colleague will look at it in the morning.")
		f.turn(15 * minute)
	}
	f.lena.until("the worklist", func(s sight) bool { return s.Night.Of() == overnight })
}
