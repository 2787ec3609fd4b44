package courier

const childDisk = "COURIER_TEST_DISK"

func child(string) {}
