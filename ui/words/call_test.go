package words_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/ui/words"
)

func TestEveryReasonAndOutcomeHasWords(t *testing.T) {
	for _, r := range chat.CallReasons() {
		if w := words.CallReason(r); w == "" || w == string(r) {
			t.Errorf("%s has no words", r)
		}
		if r.Offered() && words.CallReasonShort(r) == string(r) {
			t.Errorf("%s has no short word", r)
		}
	}
	if words.CallReason("of a later version") != "of a later version" || words.CallReason("") != "" {
		t.Error("an unknown reason is not shown as it is")
	}
	for _, o := range []string{chat.AttemptReached, chat.AttemptNoAnswer, chat.AttemptBusy, chat.AttemptWrong, chat.AttemptCallBack, chat.AttemptNotMade, chat.AttemptOther} {
		if w := words.Outcome(o); w == "" {
			t.Errorf("%s has no words", o)
		}
	}
}
