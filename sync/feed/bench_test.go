package feed

func benchHub() bool { return false }
