package referee

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// E-ACT-09.
func TestTags(t *testing.T) {
	tagged := func(*testing.T) *stand {
		s := withBot()
		s.put("c", &chat.TagAdded{Tag: "Billing"})
		return s
	}
	full := func(*testing.T) *stand {
		s := withBot()
		for i := range MaxTags {
			s.put("c", &chat.TagAdded{Tag: fmt.Sprint("tag ", i)})
		}
		return s
	}
	for _, tc := range []ladderCase{
		{name: "add", floor: tagged, by: "bela", wish: &chat.AddTag{Tag: "refund"}, kinds: "TagAdded"},
		{name: "add what is there", floor: tagged, by: "bela", wish: &chat.AddTag{Tag: "Billing"}},
		{name: "add what is there in other letters", floor: tagged, by: "bela", wish: &chat.AddTag{Tag: " bILLING "}},
		{name: "add to a closed chat", floor: aClosed, by: "bela", wish: &chat.AddTag{Tag: "late"}, kinds: "TagAdded"},
		{name: "add nothing", floor: tagged, by: "bela", wish: &chat.AddTag{Tag: " \x00\n"}, code: chat.RefusedInvalid, words: "empty"},
		{name: "add 40 characters", floor: tagged, by: "bela", wish: &chat.AddTag{Tag: strings.Repeat("न", MaxTag)}, kinds: "TagAdded"},
		{name: "add 41", floor: tagged, by: "bela", wish: &chat.AddTag{Tag: strings.Repeat("न", MaxTag+1)}, code: chat.RefusedTooLong, words: "40"},
		{name: "add what is no text", floor: tagged, by: "bela", wish: &chat.AddTag{Tag: "\xff"}, code: chat.RefusedInvalid, words: "characters"},
		{name: "add one too many", floor: full, by: "bela", wish: &chat.AddTag{Tag: "one more"}, code: chat.RefusedBusy, words: "20 tags"},
		{name: "add what is there to a full chat", floor: full, by: "bela", wish: &chat.AddTag{Tag: "tag 3"}},
		{name: "remove", floor: tagged, by: "bela", wish: &chat.RemoveTag{Tag: "billing"}, kinds: "TagRemoved"},
		{name: "remove what is not there", floor: tagged, by: "bela", wish: &chat.RemoveTag{Tag: "refund"}},
		{name: "remove nothing", floor: tagged, by: "bela", wish: &chat.RemoveTag{}, code: chat.RefusedInvalid, words: "empty"},
	} {
		t.Run(tc.name, tc.run)
	}
	s := tagged(t)
	s.must(t, "bela", "a", &chat.AddTag{Tag: " Late \t refund\n"})
	s.must(t, "bela", "r", &chat.RemoveTag{Tag: "BILLING"})
	if got := s.Chat("c").Tags; !slices.Equal(got, []string{"Late refund"}) {
		t.Errorf("tags %q", got)
	}
}
