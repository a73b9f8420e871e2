"""The policy engines that are compared, one file each; every one gets the same rules and the same requests."""
