"""The domain of grid-based city management (数字城管), pure: no I/O, no Qt, no SQL, no HTTP."""
